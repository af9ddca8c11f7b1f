package io.warbler.gateway.connection;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// When the patience with a connection ends: with its login, with its silence, with its session, with its part of the
/// closing handshake. Also its place in the wheel's lists. Confined to the event loop.
final class Deadline {

    @Nullable
    Deadline previous;

    @Nullable
    Deadline next;

    int slot = -1;

    private final Connection connection;
    private final ConnectionProperties limits;
    private final HeartbeatWheel wheel;
    private boolean isOpen;
    private int end;
    private int lastSeen;
    private int sessionEnd = Integer.MAX_VALUE;

    Deadline(Connection connection, ConnectionProperties limits, HeartbeatWheel wheel) {
        this.connection = connection;
        this.limits = limits;
        this.wheel = wheel;
    }

    /// From now on a login is awaited.
    void awaitLogin() {
        endAfter(limits.loginTimeout());
    }

    /// The session that logged in lasts so long.
    void sessionEndsIn(Duration span) {
        sessionEnd = wheel.now() + limits.ticks(span);
    }

    /// From now on heartbeats are awaited, until the session ends.
    void awaitHeartbeats() {
        isOpen = true;
        seen();
        watch();
    }

    /// Something came.
    void seen() {
        lastSeen = wheel.now();
    }

    /// From now on the client's part of the closing handshake is awaited.
    void awaitClose() {
        isOpen = false;
        endAfter(limits.linger());
    }

    boolean isSessionOver() {
        return wheel.now() >= sessionEnd;
    }

    /// Nothing is awaited any more.
    void stop() {
        wheel.forget(this);
    }

    /// Looks whether it has come; called by the wheel.
    void check() {
        if (wheel.now() < dueTick()) {
            watch();
        } else {
            connection.patienceEnded();
        }
    }

    private void endAfter(Duration span) {
        end = wheel.now() + 1 + limits.ticks(span);
        watch();
    }

    private int dueTick() {
        return isOpen ? Math.min(lastSeen + limits.ticks(limits.silence()), sessionEnd) : end;
    }

    private void watch() {
        wheel.watch(this, dueTick());
    }
}
