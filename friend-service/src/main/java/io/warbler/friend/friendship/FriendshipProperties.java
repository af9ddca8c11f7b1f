package io.warbler.friend.friendship;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// Settings of friendships.
///
/// @param maxFriends friends that a user can have; changes at the same time may pass it by a few
@ConfigurationProperties(prefix = "warbler.friend.friendship", ignoreUnknownFields = false)
public record FriendshipProperties(@DefaultValue("5000") int maxFriends) {

    public FriendshipProperties {
        if (maxFriends < 1) {
            throw new IllegalArgumentException("max-friends: " + maxFriends + " (expected: >= 1)");
        }
    }
}
