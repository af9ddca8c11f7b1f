package io.warbler.gateway.connection;

import org.jspecify.annotations.Nullable;

/// Looks at the deadlines of one event loop's connections: one periodic task and 32 intrusive lists, nothing per
/// connection. A frame only stores the present tick; a connection is looked at when its deadline may have come, about
/// twice per heartbeat interval. Confined to its event loop.
final class HeartbeatWheel implements Runnable {

    private static final int SLOTS = 32;

    private final @Nullable Deadline[] heads = new Deadline[SLOTS];
    private int now;

    /// Ticks since the wheel started.
    int now() {
        return now;
    }

    /// Looks at the deadline at that tick, or earlier if it lies beyond one turn.
    void watch(Deadline deadline, int dueTick) {
        forget(deadline);
        int slot = Math.floorMod(Math.clamp(dueTick, now + 1, now + SLOTS - 1), SLOTS);
        Deadline head = heads[slot];
        deadline.slot = slot;
        deadline.next = head;
        if (head != null) {
            head.previous = deadline;
        }
        heads[slot] = deadline;
    }

    void forget(Deadline deadline) {
        if (deadline.slot < 0) {
            return;
        }
        if (deadline.previous != null) {
            deadline.previous.next = deadline.next;
        } else {
            heads[deadline.slot] = deadline.next;
        }
        if (deadline.next != null) {
            deadline.next.previous = deadline.previous;
        }
        deadline.previous = null;
        deadline.next = null;
        deadline.slot = -1;
    }

    @Override
    public void run() {
        now++;
        int slot = Math.floorMod(now, SLOTS);
        Deadline deadline = heads[slot];
        while (deadline != null) {
            Deadline following = deadline.next;
            deadline.check();
            deadline = following;
        }
    }
}
