package io.warbler.message.simulation;

import io.warbler.message.sequencing.Sequencer;
import io.warbler.proto.log.v1.LogRecord;

/// A stand-in for rules to come: records of which older code cannot read the body.
final class NewerRules {

    static final int VERSION = Sequencer.RULES + 1;

    private NewerRules() {}

    static LogRecord written(LogRecord record) {
        return record.toBuilder().setRules(VERSION).build();
    }

    static LogRecord asReadByOlderCode(LogRecord record) {
        return record.toBuilder().clearBody().build();
    }
}
