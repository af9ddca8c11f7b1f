package io.warbler.message.sequencing;

import io.warbler.proto.client.v1.ErrorCode;
import io.warbler.proto.client.v1.PollTally;
import io.warbler.proto.client.v1.PollVoted;
import io.warbler.proto.log.v1.PollTerms;
import io.warbler.proto.log.v1.Target;
import io.warbler.proto.store.v1.Ballot;
import io.warbler.proto.store.v1.PollState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Votes in a poll: one ballot per member, which the next one replaces. Pure.
final class PollBallots {

    /// Ballots of a poll (fixed by rules version 5): each vote stores them all, also those of members who left.
    static final int MOST = 1_000;

    private PollBallots() {}

    /// Why nobody can vote in it or close it at this time of the log; empty when one can.
    static Optional<ErrorCode> obstacle(PollState poll, Target target, long timeMs) {
        if (!target.hasPoll()) {
            return Optional.of(ErrorCode.MESSAGE_NOT_A_POLL);
        }
        long closesAtMs = target.getPoll().getClosesAtMs();
        boolean isOver = poll.getClosedAtMs() > 0 || (closesAtMs > 0 && timeMs >= closesAtMs);
        return isOver ? Optional.of(ErrorCode.POLL_CLOSED) : Optional.empty();
    }

    /// Why the vote is refused; empty when it is not.
    static Optional<ErrorCode> refusal(PollState poll, PollTerms terms, String actor, List<Integer> options) {
        boolean fits = isRisingBelow(terms.getOptionCount(), options) && (terms.getMultiple() || options.size() <= 1);
        if (!fits) {
            return Optional.of(ErrorCode.POLL_VOTE_INVALID);
        }
        if (of(poll, actor).equals(options)) {
            return Optional.of(ErrorCode.MESSAGE_UNCHANGED);
        }
        boolean isFull = poll.getBallotsCount() >= MOST && of(poll, actor).isEmpty();
        return isFull ? Optional.of(ErrorCode.POLL_FULL) : Optional.empty();
    }

    /// Whether options stand in their order, each once.
    static boolean isRisingBelow(int count, List<Integer> options) {
        int last = -1;
        for (int option : options) {
            if (option <= last || option >= count) {
                return false;
            }
            last = option;
        }
        return true;
    }

    /// What a member chose; nothing when they did not vote.
    static List<Integer> of(PollState poll, String user) {
        return poll.getBallotsList().stream()
                .filter(ballot -> ballot.getUser().equals(user))
                .findFirst()
                .map(Ballot::getOptionsList)
                .orElse(List.of());
    }

    /// The vote as its event says it: with how the poll stands after it.
    static PollVoted told(PollState before, PollTerms terms, String actor, PollVoted vote) {
        List<Ballot> ballots = replaced(before.getBallotsList(), actor, vote.getOptionsList());
        int[] counts = new int[terms.getOptionCount()];
        ballots.forEach(ballot -> ballot.getOptionsList().forEach(option -> counts[option]++));
        var tally = PollTally.newBuilder().setVoterCount(ballots.size()).setAnonymous(terms.getAnonymous());
        for (int count : counts) {
            tally.addCounts(count);
        }
        return vote.toBuilder().setTally(tally).build();
    }

    /// The poll after the event of a vote.
    static PollState after(PollState before, String actor, PollVoted vote) {
        return before.toBuilder()
                .clearBallots()
                .addAllBallots(replaced(before.getBallotsList(), actor, vote.getOptionsList()))
                .setTally(vote.getTally())
                .build();
    }

    private static List<Ballot> replaced(List<Ballot> before, String actor, List<Integer> options) {
        List<Ballot> ballots = new ArrayList<>();
        boolean isNew = true;
        for (Ballot ballot : before) {
            boolean isOwn = ballot.getUser().equals(actor);
            isNew &= !isOwn;
            if (!isOwn) {
                ballots.add(ballot);
            } else if (!options.isEmpty()) {
                ballots.add(ballot(actor, options));
            }
        }
        if (isNew && !options.isEmpty()) {
            ballots.add(ballot(actor, options));
        }
        return ballots;
    }

    private static Ballot ballot(String user, List<Integer> options) {
        return Ballot.newBuilder().setUser(user).addAllOptions(options).build();
    }
}
