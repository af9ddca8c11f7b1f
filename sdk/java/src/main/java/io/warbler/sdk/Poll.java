package io.warbler.sdk;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of a poll.
 *
 * @param tally how it stands
 * @param mine what the user chose, as places of options from 0, rising; empty when they did not vote
 * @param closedAt when a member closed it; null: none did. It may be over by its own time as well
 * @param closedBy who closed it; empty: nobody did
 */
public record Poll(
        Tally tally, List<Integer> mine, @Nullable Instant closedAt, String closedBy) {

    /** Nobody has voted. */
    static final Poll NONE = new Poll(new Tally(List.of(), 0, false), List.of(), null, "");

    public Poll {
        mine = List.copyOf(mine);
    }

    /**
     * How a poll stands.
     *
     * @param counts how many members chose each option, in the order of the options; empty when nobody voted
     * @param voterCount how many members voted
     * @param anonymous nobody is told who
     */
    public record Tally(List<Integer> counts, int voterCount, boolean anonymous) {

        public Tally {
            counts = List.copyOf(counts);
        }

        /** How many members chose the option at a place. */
        public int count(int option) {
            return option < counts.size() ? counts.get(option) : 0;
        }
    }

    /** After a vote. The answer to the user's own has no tally: what they chose before is known. */
    Poll after(MessageChange.PollVoted vote, boolean isOwn) {
        List<Integer> chosen = isOwn ? vote.options() : mine;
        Tally now = vote.tally() == null ? counted(vote.options()) : vote.tally();
        return new Poll(now, chosen, closedAt, closedBy);
    }

    Poll closed(Event event) {
        return new Poll(tally, mine, event.happenedAt(), event.actor());
    }

    private Tally counted(List<Integer> chosen) {
        var counts = new ArrayList<>(tally.counts());
        chosen.forEach(option -> add(counts, option, 1));
        mine.forEach(option -> add(counts, option, -1));
        int voters = tally.voterCount() + (chosen.isEmpty() ? 0 : 1) - (mine.isEmpty() ? 0 : 1);
        return new Tally(counts, voters, tally.anonymous());
    }

    private static void add(List<Integer> counts, int option, int more) {
        while (counts.size() <= option) {
            counts.add(0);
        }
        counts.set(option, counts.get(option) + more);
    }
}
