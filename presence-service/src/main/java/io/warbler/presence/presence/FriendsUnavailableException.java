package io.warbler.presence.presence;

/// friend-service does not answer, so nobody knows who may be told.
public final class FriendsUnavailableException extends RuntimeException {

    FriendsUnavailableException(Throwable cause) {
        super("friends: friend-service does not answer", cause);
    }
}
