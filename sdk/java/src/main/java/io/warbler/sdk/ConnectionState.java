package io.warbler.sdk;

import java.time.Duration;

/** Where the connection is. */
public sealed interface ConnectionState {

    /** Not connected, and not trying. */
    record Idle() implements ConnectionState {}

    /** Getting a ticket or opening the socket. */
    record Connecting() implements ConnectionState {}

    /** Live. */
    record Online(String user, String device, String node) implements ConnectionState {}

    /** Lost, or could not be had; tries again after the delay. */
    record Waiting(Duration delay, String reason) implements ConnectionState {}

    /** Ended for good: by the client, or because coming back unchanged is useless. */
    record Ended(String reason) implements ConnectionState {}
}
