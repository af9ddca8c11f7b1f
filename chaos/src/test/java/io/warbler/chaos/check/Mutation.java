package io.warbler.chaos.check;

import static io.warbler.chaos.check.AnomalyKind.ABORTED_READ;
import static io.warbler.chaos.check.AnomalyKind.ALTERED_WRITE;
import static io.warbler.chaos.check.AnomalyKind.DIVERGENT;
import static io.warbler.chaos.check.AnomalyKind.DUPLICATE;
import static io.warbler.chaos.check.AnomalyKind.GAP;
import static io.warbler.chaos.check.AnomalyKind.LEAK;
import static io.warbler.chaos.check.AnomalyKind.LOST_WRITE;
import static io.warbler.chaos.check.AnomalyKind.MISCOUNT;
import static io.warbler.chaos.check.AnomalyKind.NON_MONOTONIC;
import static io.warbler.chaos.check.AnomalyKind.PHANTOM;
import static io.warbler.chaos.check.AnomalyKind.REORDER;
import static io.warbler.chaos.check.AnomalyKind.STALE_ORDER;
import static io.warbler.chaos.check.AnomalyKind.STALE_READ;
import static io.warbler.chaos.check.AnomalyKind.STUCK_DELIVERY;
import static io.warbler.chaos.check.AnomalyKind.STUCK_SEND;
import static io.warbler.chaos.check.AnomalyKind.UNAUTHORISED_WRITE;
import static io.warbler.chaos.check.AnomalyKind.UNCHECKED;

import io.warbler.chaos.history.Conversation;
import io.warbler.chaos.history.Entry;
import io.warbler.chaos.history.FinalRead;
import io.warbler.chaos.history.Member;
import io.warbler.chaos.history.RunHistory;
import io.warbler.chaos.history.TraceLine;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

/// One thing that a server could do wrong, done to the history of one that did all right; the name it must be found by.
@SuppressWarnings({"ImmutableEnumChecker", "ReferenceEquality"}) // changes are pure; this very read, not one like it
enum Mutation {
    AN_ACKED_WRITE_IS_NOT_FOUND(LOST_WRITE, (pick, run) -> pick.dropFromARead(pick.acked())),
    AN_UNACKED_WRITE_IS_FOUND_BY_SOME(GAP, (pick, run) -> pick.dropFromARead(pick.unanswered())),
    A_REFUSED_SEND_IS_SAID_TO_BE_ACKED(LOST_WRITE, (pick, run) -> {
        var refused = pick.line(TraceLine.Refused.class);
        return Changes.line(
                run, refused, new TraceLine.Acked(refused.at(), refused.conversation(), refused.clientMessageId(), 1));
    }),
    AN_ACK_IS_TAKEN_BACK(ABORTED_READ, (pick, run) -> {
        var acked = pick.line(TraceLine.Acked.class);
        return Changes.line(
                run, acked, new TraceLine.Refused(acked.at(), acked.conversation(), acked.clientMessageId(), "NO"));
    }),
    A_MESSAGE_STANDS_TWICE(
            DUPLICATE,
            (pick, run) -> pick.inOneRead(entries -> {
                Entry again = entries.get(pick.index(entries, Entry::isMessage));
                entries.add(Changes.at(again, entries.getLast().seq() + 1));
                return entries;
            })),
    A_REPEATED_SEND_IS_ACKED_ELSEWHERE(DUPLICATE, (pick, run) -> {
        var acked = pick.acked();
        return Changes.line(
                run,
                acked,
                acked,
                new TraceLine.Acked(acked.at(), acked.conversation(), acked.clientMessageId(), acked.seq() + 1));
    }),
    A_MESSAGE_IS_SHOWN_TWICE(DUPLICATE, (pick, run) -> {
        var shown = pick.line(TraceLine.Shown.class);
        return Changes.line(run, shown, shown, shown);
    }),
    TWO_MESSAGES_CHANGE_PLACES_FOR_ONE_READER(
            DIVERGENT,
            (pick, run) -> pick.inOneRead(entries -> {
                int first = pick.random().nextInt(entries.size() - 1);
                Entry earlier = entries.get(first);
                Entry later = entries.get(first + 1);
                entries.set(first, Changes.at(later, earlier.seq()));
                entries.set(first + 1, Changes.at(earlier, later.seq()));
                return entries;
            })),
    TWO_MESSAGES_OF_AN_OUTBOX_CHANGE_PLACES_FOR_ALL(REORDER, (pick, run) -> pick.exchangeEverywhere()),
    A_SEND_STANDS_BEFORE_WHAT_WAS_ACKED_BEFORE_IT(STALE_ORDER, (pick, run) -> {
        var ack = pick.line(TraceLine.Acked.class, it -> it.seq() < pick.highestAck(it.conversation()));
        return Changes.lines(
                run,
                line -> line instanceof TraceLine.Invoked it
                                && it.clientMessageId().equals(ack.clientMessageId())
                        ? List.of(new TraceLine.Invoked(
                                run.endedAt(),
                                it.conversation(),
                                it.clientMessageId(),
                                it.outbox(),
                                it.number(),
                                it.content()))
                        : List.of(line));
    }),
    CONTENT_IS_ALTERED(
            ALTERED_WRITE,
            (pick, run) -> pick.inOneRead(entries -> {
                int at = pick.index(entries, Entry::isMessage);
                Entry entry = entries.get(at);
                entries.set(
                        at,
                        new Entry(
                                entry.conversation(),
                                entry.seq(),
                                entry.ordinal(),
                                entry.sender(),
                                entry.clientMessageId(),
                                "altered"));
                return entries;
            })),
    NOBODY_SENT_IT(PHANTOM, (pick, run) -> {
        String id = pick.line(TraceLine.Acked.class).clientMessageId();
        return Changes.lines(run, line -> switch (line) {
            case TraceLine.Invoked it when it.clientMessageId().equals(id) -> List.of();
            case TraceLine.Acked it when it.clientMessageId().equals(id) -> List.of();
            default -> List.of(line);
        });
    }),
    A_DEVICE_MISSES_ONE(GAP, (pick, run) -> {
        var shown = pick.line(TraceLine.Shown.class, it -> it.entry().seq() < pick.lastShown(it));
        return Changes.line(run, shown);
    }),
    A_DEVICE_MISSES_THE_LAST_ONE(STUCK_DELIVERY, (pick, run) -> {
        var shown = pick.line(TraceLine.Shown.class, it -> it.entry().seq() == pick.lastShown(it));
        return Changes.line(run, shown);
    }),
    A_DEVICE_IS_SHOWN_ONE_LATE(STUCK_DELIVERY, (pick, run) -> {
        var acked = pick.acked();
        var shown = pick.line(
                TraceLine.Shown.class, it -> it.entry().clientMessageId().equals(acked.clientMessageId()));
        return Changes.line(run, shown, new TraceLine.Shown(acked.at() + 45_000_000_000L, shown.entry()));
    }),
    A_DEVICE_IS_SHOWN_TWO_IN_THE_WRONG_ORDER(NON_MONOTONIC, (pick, run) -> {
        var first = pick.line(TraceLine.Shown.class, it -> it.entry().seq() < pick.lastShown(it));
        return Changes.trace(run, pick.deviceOf(first), lines -> {
            int from = Pick.indexOf(lines, first);
            int to = from + 1;
            while (!(lines.get(to) instanceof TraceLine.Shown other
                    && other.entry().conversation().equals(first.entry().conversation()))) {
                to++;
            }
            Collections.swap(lines, from, to);
            return lines;
        });
    }),
    A_MARKER_GOES_BACK(NON_MONOTONIC, (pick, run) -> {
        var marker = pick.line(TraceLine.Marker.class, it -> it.seq() > 1);
        return Changes.line(
                run,
                marker,
                marker,
                new TraceLine.Marker(marker.at(), marker.conversation(), marker.user(), marker.seq() - 1));
    }),
    UNREAD_IS_ONE_TOO_MANY(MISCOUNT, (pick, run) -> {
        var one = pick.read();
        return Changes.reads(
                run,
                read -> read == one,
                read -> new FinalRead(
                        read.device(),
                        read.user(),
                        read.gateway(),
                        read.conversation(),
                        read.readSeq(),
                        read.unread() + 1,
                        read.entries()));
    }),
    A_STRANGER_RECEIVES_A_CANARY(
            LEAK,
            (pick, run) -> Changes.trace(run, "bob-1", lines -> {
                lines.add(new TraceLine.CanarySeen(1, "canary-" + RandomRun.GROUP));
                return lines;
            })),
    A_FORMER_MEMBER_READS_ON(LEAK, (pick, run) -> pick.daveReadsOn()),
    A_FORMER_MEMBER_SENDS_ON(UNAUTHORISED_WRITE, (pick, run) -> {
        var sent = pick.line(TraceLine.Acked.class, it -> it.conversation().equals(RandomRun.GROUP));
        String sender = RandomRun.user(pick.deviceOf(sent));
        return Changes.conversations(
                run,
                conversation -> conversation.id().equals(RandomRun.GROUP)
                        ? new Conversation(
                                RandomRun.GROUP,
                                conversation.members().stream()
                                        .map(member -> member.user().equals(sender)
                                                ? new Member(sender, 1, sent.seq() - 1)
                                                : member)
                                        .toList())
                        : conversation);
    }),
    A_SYNC_IS_STALE(STALE_READ, (pick, run) -> {
        var synced = pick.line(TraceLine.Synced.class);
        return Changes.line(
                run,
                synced,
                new TraceLine.Synced(
                        synced.at(),
                        synced.conversation(),
                        synced.gateway(),
                        synced.known(),
                        synced.known() - 1,
                        false));
    }),
    A_SEND_WAITS_FOR_ITS_VERDICT(STUCK_SEND, (pick, run) -> {
        var acked = pick.acked();
        return Changes.line(
                run,
                acked,
                new TraceLine.Acked(
                        acked.at() + 60_000_000_000L, acked.conversation(), acked.clientMessageId(), acked.seq()));
    }),
    ONE_GATEWAY_WAS_NOT_READ(
            UNCHECKED,
            (pick, run) -> Changes.withReads(
                    run,
                    run.reads().stream()
                            .filter(read -> read.gateway().equals("gateway-1"))
                            .toList()));

    private final AnomalyKind name;
    private final BiFunction<Pick, RunHistory, RunHistory> change;

    Mutation(AnomalyKind name, BiFunction<Pick, RunHistory, RunHistory> change) {
        this.name = name;
        this.change = change;
    }

    AnomalyKind expected() {
        return name;
    }

    RunHistory of(RunHistory run, Random random) {
        return change.apply(new Pick(run, random), run);
    }

    static Map<AnomalyKind, List<Mutation>> byName() {
        return List.of(values()).stream().collect(Collectors.groupingBy(Mutation::expected));
    }
}
