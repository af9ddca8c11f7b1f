package io.warbler.message.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import io.warbler.boot.error.ApiException;
import io.warbler.kernel.ConversationId;
import io.warbler.kernel.DirectPair;
import io.warbler.kernel.UserId;
import io.warbler.message.due.Due;
import io.warbler.message.due.DueRows;
import io.warbler.message.edge.EdgeHarness;
import io.warbler.message.edge.SharedEdge;
import io.warbler.message.history.PartitionViews;
import io.warbler.message.schedule.SendScheduler.Asker;
import io.warbler.proto.client.v1.CancelScheduledSend;
import io.warbler.proto.client.v1.ScheduleSend;
import io.warbler.proto.client.v1.ScheduledContent;
import io.warbler.proto.client.v1.ScheduledSend;
import io.warbler.proto.client.v1.ScheduledSendState;
import io.warbler.proto.delivery.v1.Origin;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Writers of one scheduled send, and lookers at its hints, in every order that could leave it without a hint; on the
/// real store, without an owner that would send anything.
class HintRacesIT extends SharedEdge {

    private static final int DEVICES = 6;

    private UserId user;
    private UserId peer;
    private ConversationId conversation;
    private String name;
    private long tomorrow;
    private SendScheduler scheduler;
    private ScheduledRows rows;
    private DueRows dues;
    private DueSend sends;

    @BeforeEach
    void oneWhoSchedules() {
        user = EdgeHarness.newUser();
        peer = EdgeHarness.newUser();
        conversation = ConversationId.direct(DirectPair.of(user, peer));
        name = UUID.randomUUID().toString().replace("-", "");
        tomorrow = Instant.now().plus(Duration.ofDays(1)).toEpochMilli();
        scheduler = harness.bean(SendScheduler.class);
        rows = harness.bean(ScheduledRows.class);
        dues = harness.bean(DueRows.class);
        sends = harness.bean(DueSend.class);
    }

    @Test
    void changesAtOnceLeaveOneOfThemWithItsHint() throws Exception {
        ScheduledSend seen = schedule("first", tomorrow, 0);
        for (int round = 0; round < 10; round++) {
            List<Future<ScheduledSend>> asked = askAtOnce(seen);

            List<ScheduledSend> done = new ArrayList<>();
            for (Future<ScheduledSend> one : asked) {
                answer(one, done);
            }
            assertThat(done).hasSize(1);
            KeptSend kept = kept();
            assertThat(kept.told()).isEqualTo(done.getFirst());
            assertThat(hints(kept.told().getDueAtMs())).contains(kept.due(user));
            seen = kept.told();
        }
    }

    @Test
    void aChangeOfWhatItSaysKeepsItsHintAndOneOfItsTimeLeavesNoOther() {
        ScheduledSend first = schedule("first", tomorrow, 0);
        ScheduledSend second = schedule("second", tomorrow, first.getUpdatedAtMs());

        assertThat(hints(tomorrow)).extracting(Due::version).containsExactly(1L);

        schedule("third", tomorrow + 1, second.getUpdatedAtMs());

        assertThat(hints(tomorrow)).isEmpty();
        assertThat(hints(tomorrow + 1)).containsExactly(kept().due(user));
    }

    @Test
    void whatArrivesLateUndoesNothing() {
        ScheduledSend first = schedule("first", tomorrow, 0);
        ScheduledSend second = schedule("second", tomorrow, first.getUpdatedAtMs());
        ScheduledSend third = schedule("third", tomorrow, second.getUpdatedAtMs());

        assertRefused("SCHEDULED_SEND_CHANGED", () -> schedule("first", tomorrow, 0));
        assertRefused("SCHEDULED_SEND_CHANGED", () -> schedule("second", tomorrow, first.getUpdatedAtMs()));
        assertThat(schedule("third", tomorrow, second.getUpdatedAtMs())).isEqualTo(third);
        assertThat(kept().told()).isEqualTo(third);

        scheduler.cancel(
                asker(), CancelScheduledSend.newBuilder().setSchedule(name).build());

        assertRefused("SCHEDULED_SEND_OVER", () -> schedule("fourth", tomorrow, third.getUpdatedAtMs()));
        assertThat(hints(tomorrow)).isEmpty();
    }

    @Test
    void whatWasNeverScheduledCannotBeChanged() {
        assertRefused("SCHEDULED_SEND_UNKNOWN", () -> schedule("second", tomorrow, 1));
    }

    /// It has written its hint, and stands still until long after.
    @Test
    void aWriterThatIsSlowerThanTheLookHasToReadAgain() {
        schedule("first", tomorrow, 0);
        KeptSend before = kept();
        Due late = hint(61_000, 2);
        dues.add(late);

        assertThat(sends.isDone(late)).isFalse();

        var change = new KeptSend(
                before.told().toBuilder().setDueAtMs(late.dueAtMs()).build(), 2, 2, "", ByteString.EMPTY);
        assertThat(rows.replace(user, before, change)).isFalse();
        assertThat(sends.isDone(late)).isTrue();
        assertThat(kept().told()).isEqualTo(before.told());
        assertThat(kept().due(user)).isEqualTo(before.due(user));
        schedule("second", tomorrow, before.told().getUpdatedAtMs());
    }

    @Test
    void theWriterOfANewOneHasToReadAgainToo() {
        Due late = hint(61_000, 1);
        dues.add(late);

        assertThat(sends.isDone(late)).isFalse();

        assertRefused("SCHEDULED_SEND_OVER", () -> schedule("late", tomorrow, 0));
        assertThat(sends.isDone(late)).isTrue();
        assertThat(kept().told().getState()).isEqualTo(ScheduledSendState.SCHEDULED_SEND_STATE_CANCELLED);
    }

    @Test
    void aWriterIsLeftInPeaceForAMoment() {
        schedule("first", tomorrow, 0);
        KeptSend before = kept();

        assertThat(sends.isDone(hint(1_000, 2))).isFalse();

        assertThat(kept()).isEqualTo(before);
    }

    @Test
    void aHintOfAnEarlierVersionIsDoneAtOnce() {
        ScheduledSend first = schedule("first", tomorrow, 0);
        Due earlier = kept().due(user);
        schedule("second", tomorrow + 1, first.getUpdatedAtMs());

        assertThat(sends.isDone(earlier)).isTrue();
    }

    /// auth-service knows no such user: none was ever put there.
    @Test
    void allThatADeletedUserHadScheduledGoesWithTheFirstThatIsDue() {
        schedule("first", tomorrow, 0);
        Due first = kept().due(user);
        scheduler.schedule(
                asker(),
                asked("other", tomorrow + 1, 0).setSchedule("0".repeat(32)).build());

        assertThat(sends.isDone(first)).isTrue();

        assertThat(rows.outlines(user)).isEmpty();
        assertThat(hints(tomorrow)).isEmpty();
        assertThat(hints(tomorrow + 1)).isEmpty();
    }

    private List<Future<ScheduledSend>> askAtOnce(ScheduledSend seen) {
        List<Callable<ScheduledSend>> changes = new ArrayList<>();
        for (int device = 0; device < DEVICES; device++) {
            long dueAtMs = tomorrow + device % 3;
            String text = "by " + device;
            changes.add(() -> schedule(text, dueAtMs, seen.getUpdatedAtMs()));
        }
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            return changes.stream().map(executor::submit).toList();
        }
    }

    private static void answer(Future<ScheduledSend> one, List<ScheduledSend> done) throws InterruptedException {
        try {
            done.add(one.get());
        } catch (ExecutionException e) {
            assertThat(e.getCause())
                    .isInstanceOfSatisfying(
                            ApiException.class, it -> assertThat(it.code()).isEqualTo("SCHEDULED_SEND_CHANGED"));
        }
    }

    private static void assertRefused(String code, Runnable asked) {
        assertThatThrownBy(asked::run)
                .isInstanceOfSatisfying(
                        ApiException.class, it -> assertThat(it.code()).isEqualTo(code));
    }

    private ScheduledSend schedule(String text, long dueAtMs, long seen) {
        return scheduler.schedule(asker(), asked(text, dueAtMs, seen).build());
    }

    private ScheduleSend.Builder asked(String text, long dueAtMs, long seen) {
        var content = ScheduledContent.newBuilder().setUser(peer.value());
        content.getBodyBuilder().setText(text);
        return ScheduleSend.newBuilder()
                .setSchedule(name)
                .setDueAtMs(dueAtMs)
                .setSeenUpdatedAtMs(seen)
                .setContent(content);
    }

    private Asker asker() {
        return new Asker(user, "", Origin.getDefaultInstance());
    }

    private KeptSend kept() {
        return rows.find(user, name).orElseThrow();
    }

    private Due hint(long agoMs, long version) {
        return new Due(Instant.now().toEpochMilli() - agoMs, conversation, name, version, user);
    }

    /// Of the user, at that time.
    private List<Due> hints(long dueAtMs) {
        int partition = harness.bean(PartitionViews.class).partitionOf(conversation);
        return dues
                .between(partition, DueRows.dayOf(dueAtMs), dueAtMs, dueAtMs, 1_000)
                .toCompletableFuture()
                .join()
                .stream()
                .filter(it -> it.user().equals(user))
                .toList();
    }
}
