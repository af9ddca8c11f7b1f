package io.warbler.message.ownership;

import io.warbler.kernel.Position;
import io.warbler.message.sequencing.Sequencer;

/// The log holds a record of a newer release. The partition is given up; it is never rejected.
final class NewerRulesException extends PartitionStoppedException {

    private static final long serialVersionUID = 1L;

    NewerRulesException(int partition, Position position, int rules) {
        super(
                partition,
                "rules of the record at " + position + ": " + rules + " (expected: at most " + Sequencer.RULES
                        + "; upgrade this node)");
    }
}
