package io.warbler.message.simulation;

import io.warbler.proto.log.v1.LogRecord;
import java.util.ArrayList;
import java.util.List;

/// One partition of the log: appended to by everyone, lost or cut by accident.
final class SimulatedLog {

    private final List<Stored> records = new ArrayList<>();
    private long base;
    private long start;
    private int topic;
    private int leaderEpoch;
    private long clockMs;
    private int accidents;

    /// A log whose records below `base` are not kept here: they were processed long ago.
    SimulatedLog(long base, long clockMs) {
        this.base = base;
        this.clockMs = clockMs;
    }

    /// A record where the broker put it.
    record Stored(LogRecord record, long appendTimeMs, int leaderEpoch) {}

    long append(LogRecord record) {
        records.add(new Stored(record, clockMs, leaderEpoch));
        return end() - 1;
    }

    /// The broker's clock may step back, too.
    void tick(long millis) {
        clockMs += millis;
    }

    /// Each lasts longer than any write of a row is under way, and than a batch that is taken may take.
    int accidents() {
        return accidents;
    }

    long clockMs() {
        return clockMs;
    }

    Stored at(long offset) {
        return records.get((int) (offset - base));
    }

    long start() {
        return start;
    }

    long end() {
        return base + records.size();
    }

    long base() {
        return base;
    }

    int topic() {
        return topic;
    }

    int leaderEpoch() {
        return leaderEpoch;
    }

    /// The epoch of the record before the offset; -1 when it is not known.
    int epochBefore(long offset) {
        return offset <= base || offset > end() ? -1 : at(offset - 1).leaderEpoch();
    }

    /// Where the log as it was under an epoch ends: whoever has come further has read what is not there any more.
    long endOf(int epoch) {
        long offset = base;
        while (offset < end() && at(offset).leaderEpoch() <= epoch) {
            offset++;
        }
        return offset;
    }

    /// Another log takes the place of this one.
    void lose() {
        records.clear();
        topic++;
        base = 0;
        start = 0;
        leaderEpoch = 0;
        accidents++;
    }

    /// The records from an offset on are lost; others will have their offsets.
    void cut(long offset) {
        records.subList((int) (offset - base), records.size()).clear();
        leaderEpoch++;
        accidents++;
    }

    /// The records below an offset are gone.
    void trim(long offset) {
        start = offset;
        accidents++;
    }
}
