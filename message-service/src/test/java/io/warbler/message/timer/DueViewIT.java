package io.warbler.message.timer;

import static org.assertj.core.api.Assertions.assertThat;

import io.warbler.kernel.ConversationId;
import io.warbler.kernel.UserId;
import io.warbler.message.due.Due;
import io.warbler.message.due.DueRows;
import io.warbler.message.edge.EdgeHarness;
import io.warbler.message.edge.SharedEdge;
import io.warbler.message.history.PartitionViews;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What an owner finds that looks at its hints: in the year 2001, when no other test has any, and each test in a
/// partition
/// of its own.
class DueViewIT extends SharedEdge {

    private static final long NOW = Instant.parse("2001-09-09T12:00:00Z").toEpochMilli();
    private static final Duration EVERYTHING_EVERY = Duration.ofMinutes(10);

    private final UserId user = EdgeHarness.newUser();

    @Test
    void whatComesLateIsFoundWhenEverythingIsReadAgain() {
        DueView view = view(0);
        assertThat(found(view, 0, NOW)).isEmpty();

        Due late = add(0, NOW - Duration.ofHours(30).toMillis(), 1);

        assertThat(found(view, 0, NOW + 1_000)).isEmpty();
        assertThat(found(view, 0, NOW + EVERYTHING_EVERY.toMillis())).containsExactly(late);
        assertThat(found(view, 0, NOW + EVERYTHING_EVERY.toMillis() + 1)).containsExactly(late);
    }

    @Test
    void nothingIsTooOldAndDaysOfWhichNothingIsLeftAreForgotten() {
        Due old = add(1, NOW - Duration.ofDays(400).toMillis(), 1);
        Due recent = add(1, NOW - Duration.ofDays(3).toMillis(), 1);
        DueView view = view(0);

        assertThat(found(view, 1, NOW)).containsExactly(old, recent);

        rows().remove(old);
        rows().remove(recent);
        assertThat(found(view, 1, NOW + EVERYTHING_EVERY.toMillis())).isEmpty();
        assertThat(rows().daysUpTo(1, DueRows.dayOf(NOW)).toCompletableFuture().join())
                .containsExactly(DueRows.dayOf(recent.dueAtMs()));
    }

    @Test
    void whatWasBegunLeavesRoomForTheRest() {
        List<Due> all = new ArrayList<>();
        for (int version = 1; version <= 205; version++) {
            all.add(add(2, NOW - 1_000, version));
        }

        assertThat(found(view(0), 2, NOW)).containsExactlyElementsOf(all.subList(0, 200));
        assertThat(found(view(205), 2, NOW)).containsExactlyElementsOf(all);
    }

    @Test
    void whatIsYetToComeIsNotDueAndDaysFollowEachOther() {
        long day = Duration.ofDays(1).toMillis();
        List<Due> due = IntStream.of(2, 1, 0)
                .mapToObj(days -> add(3, NOW - days * day, 1))
                .toList();
        add(3, NOW + 1, 1);

        assertThat(found(view(0), 3, NOW)).containsExactlyElementsOf(due);
    }

    private DueView view(int begun) {
        return new DueView(rows(), EVERYTHING_EVERY, _ -> begun);
    }

    private static List<Due> found(DueView view, int partition, long nowMs) {
        return Objects.requireNonNull(view.read(Set.of(partition), nowMs).get(partition));
    }

    private Due add(int partition, long dueAtMs, long version) {
        var due = new Due(dueAtMs, conversation(partition), "x", version, user);
        rows().add(due);
        return due;
    }

    private ConversationId conversation(int partition) {
        var random = new Random(4711);
        byte[] bytes = new byte[16];
        ConversationId conversation;
        do {
            random.nextBytes(bytes);
            conversation = ConversationId.group(user, bytes);
        } while (harness.bean(PartitionViews.class).partitionOf(conversation) != partition);
        return conversation;
    }

    private DueRows rows() {
        return harness.bean(DueRows.class);
    }
}
