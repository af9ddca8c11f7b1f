package io.warbler.message.sequencing;

import static io.warbler.message.sequencing.LogFixture.ALICE;
import static io.warbler.message.sequencing.LogFixture.BOB;
import static io.warbler.message.sequencing.LogFixture.CONVERSATION;
import static io.warbler.message.sequencing.LogFixture.LAPTOP;
import static io.warbler.message.sequencing.LogFixture.PHONE;
import static org.assertj.core.api.Assertions.assertThat;

import io.warbler.kernel.Position;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// State rebuilt from rows at any position decides as the state that saw the whole log.
@Tag("I2")
@Tag("I3")
@Tag("I4")
class ReplayTest {

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void stateRestoredAtAnyPositionDecidesTheSame(long seed) {
        var random = new Random(seed);
        List<LogEntry> log = randomLog(random);

        assertReplays(CONVERSATION, log, random);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void stateOfAGroupRestoredAtAnyPositionDecidesTheSame(long seed) {
        var random = new Random(seed);

        assertReplays(GroupFixture.GROUP, randomGroupLog(random), random);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void stateOfAChannelRestoredAtAnyPositionDecidesTheSame(long seed) {
        var random = new Random(seed);
        List<LogEntry> log =
                randomGroupLog(random).stream().map(GroupFixture::inChannel).toList();

        assertReplays(GroupFixture.CHANNEL, log, random);
    }

    private static void assertReplays(String conversation, List<LogEntry> log, Random random) {
        List<Decision> whole = decide(new ConversationState(conversation), log, List.of());
        List<Row> rows = whole.stream().flatMap(it -> it.rows().stream()).toList();
        for (int round = 0; round < 40; round++) {
            int from = random.nextInt(log.size());
            var restored = restore(conversation, rows, log.get(from).position());

            assertThat(decide(restored, log.subList(from, log.size()), rows))
                    .isEqualTo(whole.subList(from, whole.size()));
        }
    }

    /// Sends and changes of eight users, most of them refused, many repeated.
    private static List<LogEntry> randomGroupLog(Random random) {
        var fixture = new GroupFixture();
        List<LogEntry> log = new ArrayList<>();
        log.add(fixture.create(GroupFixture.user(1), GroupFixture.user(2)));
        long[] next = new long[8];
        for (int i = 0; i < 600; i++) {
            int who = random.nextInt(8);
            if (random.nextInt(3) == 0) {
                LogEntry change = fixture.randomChange(random, GroupFixture.user(who));
                int times = random.nextInt(10) == 0 ? 2 : 1;
                log.add(change);
                log.addAll(Collections.nCopies(times - 1, change).stream()
                        .map(fixture::again)
                        .toList());
            } else {
                long number = Math.max(1, next[who] + random.nextInt(-2, 2));
                log.add(fixture.send(GroupFixture.user(who), number));
                next[who] = Math.max(next[who], number);
            }
        }
        return log;
    }

    private static List<LogEntry> randomLog(Random random) {
        var fixture = new LogFixture();
        List<LogEntry> log = new ArrayList<>();
        long version = 1;
        long[] next = {1, 1, 1, 1};
        log.add(fixture.allowed(version));
        for (int i = 0; i < 600; i++) {
            int who = random.nextInt(4);
            long number = Math.max(1, next[who] + random.nextInt(-3, 2));
            if (random.nextInt(50) == 0) {
                log.add(random.nextBoolean() ? fixture.allowed(++version) : fixture.forbidden(++version));
            }
            log.add(fixture.send(who < 2 ? ALICE : BOB, who % 2 == 0 ? PHONE : LAPTOP, number));
            next[who] = Math.max(next[who], number == next[who] ? number + 1 : next[who]);
        }
        return log;
    }

    private static List<Decision> decide(ConversationState state, List<LogEntry> log, List<Row> rows) {
        List<Decision> decisions = new ArrayList<>();
        for (LogEntry entry : log) {
            var key = OutboxKey.of(
                    entry.record().hasSend()
                            ? entry.record().getSend().getId()
                            : entry.record().getChange().getId());
            if (!entry.record().hasDirectPolicy() && !state.knows(key)) {
                state.restore(key, mark(rows, key, entry.position()));
            }
            decisions.add(Sequencer.decide(state, entry));
        }
        return decisions;
    }

    /// What the loader does, over rows in memory.
    private static ConversationState restore(String conversation, List<Row> rows, Position below) {
        var state = new ConversationState(conversation);
        var snapshot = rows.stream()
                .filter(row ->
                        row instanceof Row.Snapshot && row.stamp().position().isBefore(below))
                .map(Row.Snapshot.class::cast)
                .reduce((_, later) -> later);
        snapshot.ifPresent(state::restore);
        snapshot.ifPresent(it -> restoreMembers(state, rows, it.stamp().position()));
        rows.stream()
                .filter(row -> row.stamp().position().isBefore(below))
                .filter(row -> snapshot.isEmpty()
                        || snapshot.get()
                                .stamp()
                                .position()
                                .isBefore(row.stamp().position()))
                .forEach(row ->
                        restore(state, rows, row, snapshot.map(it -> it.stamp().position())));
        return state;
    }

    /// The newest place of each user at the snapshot.
    private static void restoreMembers(ConversationState state, List<Row> rows, Position at) {
        Map<String, MemberState> places = new HashMap<>();
        rows.stream()
                .filter(row -> !at.isBefore(row.stamp().position()))
                .filter(Row.GroupMember.class::isInstance)
                .map(Row.GroupMember.class::cast)
                .forEach(row -> places.put(row.user(), row.state()));
        places.forEach(state::restore);
    }

    private static void restore(
            ConversationState state, List<Row> rows, Row row, java.util.Optional<Position> snapshot) {
        switch (row) {
            case Row.Message message -> {
                know(state, rows, OutboxKey.of(message.send().getId()), snapshot);
                state.restore(message);
            }
            case Row.Refusal refusal -> {
                know(state, rows, OutboxKey.of(refusal.id()), snapshot);
                state.restore(refusal);
            }
            case Row.Event event -> {
                know(state, rows, OutboxKey.of(event.id()), snapshot);
                state.restore(event);
            }
            case Row.Policy policy -> state.restore(policy);
            case Row.Bucket _,
                    Row.Membership _,
                    Row.GroupMember _,
                    Row.Mention _,
                    Row.Companion _,
                    Row.Snapshot _,
                    Row.OutboxMark _ -> {}
        }
    }

    private static void know(
            ConversationState state, List<Row> rows, OutboxKey key, java.util.Optional<Position> snapshot) {
        if (!state.knows(key)) {
            var below = snapshot.map(it -> new Position(0, it.offset() + 1)).orElse(Position.START);
            state.restore(key, mark(rows, key, below));
        }
    }

    private static OutboxState mark(List<Row> rows, OutboxKey key, Position below) {
        return rows.stream()
                .filter(row -> row instanceof Row.OutboxMark mark && mark.key().equals(key))
                .filter(row -> row.stamp().position().isBefore(below))
                .max(Comparator.comparing(row -> row.stamp().position()))
                .map(Row.OutboxMark.class::cast)
                .map(mark -> new OutboxState(mark.highWater(), mark.kept()))
                .orElseGet(OutboxState::new);
    }
}
