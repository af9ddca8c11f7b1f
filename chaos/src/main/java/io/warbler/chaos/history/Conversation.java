package io.warbler.chaos.history;

import java.util.List;

/// A conversation of the run with everyone who was ever a member.
public record Conversation(String id, List<Member> members) {

    public Conversation {
        members = List.copyOf(members);
    }
}
