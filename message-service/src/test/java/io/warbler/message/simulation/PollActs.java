package io.warbler.message.simulation;

import io.warbler.message.sequencing.LogEntry;
import io.warbler.message.sequencing.Row;
import io.warbler.proto.client.v1.MessageChange;
import io.warbler.proto.client.v1.PollClosed;
import io.warbler.proto.client.v1.PollVoted;
import io.warbler.proto.log.v1.PollTerms;

/// Votes in polls: here every second message is one, whatever it says, and its ordinal tells what it takes.
final class PollActs {

    static final int OPTIONS = 3;
    private static final long OPEN_MS = 1_500;

    private PollActs() {}

    static boolean isPoll(long ordinal) {
        return ordinal % 2 == 0;
    }

    static boolean isMultiple(long ordinal) {
        return ordinal % 4 == 0;
    }

    /// 0: only by a member.
    static long closesAtMs(Row.Message poll) {
        return poll.ordinal() % 6 == 0 ? 0 : poll.sentAtMs() + OPEN_MS;
    }

    static PollTerms terms(Row.Message poll) {
        return PollTerms.newBuilder()
                .setOptionCount(OPTIONS)
                .setMultiple(isMultiple(poll.ordinal()))
                .setClosesAtMs(closesAtMs(poll))
                .build();
    }

    /// A vote, another one, one taken back, a wrong one, or the end.
    static MessageChange draw(Chance chance, MessageChange.Builder change) {
        if (chance.oneIn(8)) {
            return change.setPollClosed(PollClosed.getDefaultInstance()).build();
        }
        var vote = PollVoted.newBuilder();
        for (int option = 0; option <= OPTIONS; option++) {
            if (chance.oneIn(option == OPTIONS ? 12 : 2)) {
                vote.addOptions(option);
            }
        }
        return change.setPollVoted(vote).build();
    }

    /// The record as an owner would take it whose own clock says when a poll is closed.
    static LogEntry closedByTheClock(LogEntry entry, long clockMs) {
        long closesAtMs =
                entry.record().getChangeOfMessage().getTarget().getPoll().getClosesAtMs();
        if (closesAtMs == 0) {
            return entry;
        }
        var record = entry.record().toBuilder();
        record.getChangeOfMessageBuilder()
                .getTargetBuilder()
                .getPollBuilder()
                .setClosesAtMs(clockMs >= closesAtMs ? 1 : 0);
        return new LogEntry(entry.position(), entry.appendTimeMs(), record.build());
    }
}
