package io.warbler.sdk.rest;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of who voted in a poll.
 *
 * @param voters in the order of their ids
 * @param next where the next page begins; empty when there is none
 */
public record PollVoters(List<Voter> voters, String next) {

    public PollVoters(@Nullable List<Voter> voters, @Nullable String next) {
        this.voters = voters == null ? List.of() : List.copyOf(voters);
        this.next = next == null ? "" : next;
    }

    /**
     * The vote of a member.
     *
     * @param options places of options, from 0, rising
     */
    public record Voter(String user, List<Integer> options) {

        public Voter(String user, @Nullable List<Integer> options) {
            this.user = user;
            this.options = options == null ? List.of() : List.copyOf(options);
        }
    }
}
