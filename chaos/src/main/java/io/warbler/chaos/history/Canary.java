package io.warbler.chaos.history;

import java.util.Set;

/// A token that stands in every text of a conversation during some time, and nowhere else.
///
/// @param users everyone who may ever receive it
public record Canary(String token, String conversation, Set<String> users) {

    public Canary {
        users = Set.copyOf(users);
    }
}
