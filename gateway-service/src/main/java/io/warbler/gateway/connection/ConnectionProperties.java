package io.warbler.gateway.connection;

import java.time.Duration;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/// Limits of connections (`warbler.gateway.connection.*`).
///
/// @param heartbeat               how often a client has to send something; closed with 4001 after two missed
/// @param loginTimeout            time for a valid `login`, else close 4100
/// @param maxConnections          connections of the node, beyond: close 4003
/// @param maxPerUser              connections of one user on this node, beyond: close 4202
/// @param maxUnauthenticatedPerIp connections of one address that are not logged in yet, beyond: HTTP 429
/// @param framesPerSecond         sustained rate of WebSocket messages of one connection, beyond: RATE_LIMITED
/// @param frameBurst              messages above the rate that are forgiven
/// @param floodRefusals           refusals for rate without a pause in between that close the connection with 4201
/// @param maxBadFrames            malformed frames that close the connection with 4200
/// @param maxPendingReads         unanswered reads of one connection; the answers may be large
/// @param maxBehind               conversations remembered for a slow reader, beyond: one `resync`
/// @param maxReplyBacklog         bytes of answers that may wait for a slow reader, beyond: close 4002
/// @param linger                  how long the server waits for the client's part of the closing handshake
public record ConnectionProperties(
        @DefaultValue("20s") Duration heartbeat,
        @DefaultValue("5s") Duration loginTimeout,
        @DefaultValue("20000") int maxConnections,
        @DefaultValue("10") int maxPerUser,
        @DefaultValue("20") int maxUnauthenticatedPerIp,
        @DefaultValue("100") int framesPerSecond,
        @DefaultValue("300") int frameBurst,
        @DefaultValue("300") int floodRefusals,
        @DefaultValue("10") int maxBadFrames,
        @DefaultValue("16") int maxPendingReads,
        @DefaultValue("256") int maxBehind,
        @DefaultValue("1MB") DataSize maxReplyBacklog,
        @DefaultValue("2s") Duration linger) {

    private static final Duration LONGEST_TICK = Duration.ofSeconds(1);

    public ConnectionProperties {
        if (heartbeat.toMillis() < 1_000 || loginTimeout.isNegative() || loginTimeout.isZero()) {
            throw new IllegalArgumentException("heartbeat: " + heartbeat + ", loginTimeout: " + loginTimeout
                    + " (expected: heartbeat >= 1s, loginTimeout > 0)");
        }
        if (framesPerSecond < 1 || frameBurst < 1 || maxConnections < 1 || maxPerUser < 1) {
            throw new IllegalArgumentException("framesPerSecond: " + framesPerSecond + ", frameBurst: " + frameBurst
                    + ", maxConnections: " + maxConnections + ", maxPerUser: " + maxPerUser
                    + " (expected: all >= 1)");
        }
    }

    /// How often deadlines are looked at: fine enough for the login timeout, at most once per second.
    Duration tick() {
        Duration fine = loginTimeout.dividedBy(5);
        return fine.compareTo(LONGEST_TICK) < 0 ? fine : LONGEST_TICK;
    }

    /// A span in ticks, rounded up.
    int ticks(Duration span) {
        return (int) Math.ceilDiv(span.toNanos(), tick().toNanos());
    }

    /// How long a socket stays whose other end is gone without a word: the silence, a tick of rounding at either end,
    /// and
    /// the wait for its part of the closing handshake.
    public Duration longestHalfOpen() {
        return silence().plus(tick().multipliedBy(2)).plus(linger);
    }

    /// Silence after which a connection is given up.
    Duration silence() {
        return heartbeat.multipliedBy(2);
    }
}
