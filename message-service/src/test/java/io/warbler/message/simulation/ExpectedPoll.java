package io.warbler.message.simulation;

import io.warbler.message.sequencing.Row;
import io.warbler.proto.client.v1.PollTally;
import io.warbler.proto.client.v1.PollVoted;
import io.warbler.proto.store.v1.PollState;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What members must have voted in a poll, by a plain map.
final class ExpectedPoll {

    private final Row.Message message;
    private final Map<String, List<Integer>> votes = new HashMap<>();
    private String closedBy = "";

    ExpectedPoll(Row.Message message) {
        this.message = message;
    }

    void voted(Row.Event event) {
        requireOpen(event);
        PollVoted vote = event.messageChange().getPollVoted();
        List<Integer> options = vote.getOptionsList();
        boolean fits = options.stream().distinct().sorted().toList().equals(options)
                && options.stream().allMatch(option -> option >= 0 && option < PollActs.OPTIONS)
                && (options.size() <= 1 || PollActs.isMultiple(message.ordinal()));
        Invariants.require(fits, "bounds", "a vote for " + options + " at " + event.seq());
        List<Integer> before = options.isEmpty() ? votes.remove(event.actor()) : votes.put(event.actor(), options);
        Invariants.require(
                !options.equals(before == null ? List.of() : before), "I2", "a vote counts twice at " + event.seq());
        require(vote.getTally(), "event " + event.seq());
    }

    void closed(Row.Event event) {
        requireOpen(event);
        boolean mayClose = event.actor().equals(message.send().getId().getSender())
                || Cast.talkOf(event.stamp().conversation()).isGroup();
        Invariants.require(mayClose, "I12", "a foreign poll is closed at " + event.seq());
        closedBy = event.actor();
    }

    void compare(PollState seen, String what) {
        Map<String, List<Integer>> ballots = new HashMap<>();
        seen.getBallotsList().forEach(ballot -> ballots.put(ballot.getUser(), ballot.getOptionsList()));
        Invariants.require(ballots.equals(votes), "I4", what + ballots + ", not " + votes);
        Invariants.require(seen.getClosedBy().equals(closedBy), "I4", what + "closed by " + seen.getClosedBy());
        if (seen.hasTally()) {
            require(seen.getTally(), what);
        }
    }

    private void requireOpen(Row.Event event) {
        long closesAtMs = PollActs.closesAtMs(message);
        boolean isPoll = PollActs.isPoll(message.ordinal());
        boolean isOver = closesAtMs > 0 && event.happenedAtMs() >= closesAtMs;
        Invariants.require(isPoll && closedBy.isEmpty(), "I4", "a vote at " + event.seq() + " in no open poll");
        Invariants.require(!isOver, "I4", "a vote at " + event.seq() + " after the end of the poll");
    }

    private void require(PollTally tally, String what) {
        for (int option = 0; option < PollActs.OPTIONS; option++) {
            int each = option;
            long count =
                    votes.values().stream().filter(vote -> vote.contains(each)).count();
            Invariants.require(tally.getCounts(option) == count, "I4", what + ": option " + option + " has " + tally);
        }
        Invariants.require(tally.getVoterCount() == votes.size(), "I4", what + ": voters " + tally);
    }
}
