package io.warbler.presence.presence;

/// Redis does not answer, so nobody knows who is online.
public final class RoutesUnavailableException extends RuntimeException {

    public RoutesUnavailableException(Throwable cause) {
        super("routes: Redis does not answer", cause);
    }
}
