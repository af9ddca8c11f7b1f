package io.warbler.message.simulation;

import io.warbler.proto.log.v1.LogRecord;

/// Friend-service: who may write to whom, in versions that may arrive late and in any order.
final class Authority {

    private final long[] versions = new long[Cast.DIRECT.size()];
    private final long[] versionsBefore = new long[Cast.DIRECT.size()];
    private boolean logBroken;

    /// What the log said before the schedule.
    void begin(Prehistory prehistory) {
        for (Cast.Talk talk : Cast.DIRECT) {
            versionsBefore[talk.index()] = prehistory.rows(talk).verdicts().isEmpty() ? 0 : 1;
            versions[talk.index()] = versionsBefore[talk.index()];
        }
    }

    /// Mostly they may; now and then an older version comes again.
    LogRecord change(Chance chance) {
        Cast.Talk talk = chance.of(Cast.DIRECT);
        long version = chance.oneIn(4) ? Math.max(1, versions[talk.index()]) : ++versions[talk.index()];
        return Records.policy(talk, isAllowed(version), version);
    }

    /// The same for whoever asks again about a version.
    private static boolean isAllowed(long version) {
        return version % 3 != 2;
    }

    void logBroken() {
        logBroken = true;
    }

    /// I12: in a log without accidents nothing stands that was appended while it was forbidden.
    void check(World world) {
        if (logBroken) {
            return;
        }
        for (Cast.Talk talk : Cast.DIRECT) {
            checkTalk(world, talk);
        }
    }

    private void checkTalk(World world, Cast.Talk talk) {
        long version = versionsBefore[talk.index()];
        long ordinal = world.store().old(talk);
        for (long offset = world.log().base(); offset < world.log().end(); offset++) {
            LogRecord record = world.log().at(offset).record();
            if (!record.getConversation().equals(talk.id())) {
                continue;
            }
            version = Math.max(version, record.getDirectPolicy().getVersion());
            var next = world.store().message(talk, ordinal + 1);
            boolean stands = next != null && next.stamp().position().offset() == offset;
            ordinal += stands ? 1 : 0;
            Invariants.require(!stands || (version > 0 && isAllowed(version)), "I12", "message of a stranger");
        }
    }
}
