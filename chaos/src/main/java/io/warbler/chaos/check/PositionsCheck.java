package io.warbler.chaos.check;

import io.warbler.chaos.history.Entry;
import io.warbler.chaos.history.FinalRead;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// What stands where: I3 dense, I4 the same for everyone.
final class PositionsCheck {

    private final Evidence evidence;
    private final Findings findings;
    private final Map<Position, Stands> first = new HashMap<>();
    private final Set<Position> told = new HashSet<>();

    PositionsCheck(Evidence evidence, Findings findings) {
        this.evidence = evidence;
        this.findings = findings;
    }

    void check() {
        for (Send send : evidence.sends()) {
            send.acks()
                    .forEach(ack -> compare(
                            new Position(send.key().conversation(), ack.seq()),
                            new Stands(send.key(), send.content(), send.device() + " was told")));
        }
        evidence.eachSighting(sighting -> compare(
                new Position(sighting.entry().conversation(), sighting.entry().seq()),
                new Stands(sighting.key(), sighting.entry().content(), sighting.witness())));
        evidence.run().reads().forEach(this::checkDense);
    }

    private void compare(Position position, Stands seen) {
        var before = first.putIfAbsent(position, seen);
        if (before != null && !before.sameAs(seen) && told.add(position)) {
            findings.add(
                    AnomalyKind.DIVERGENT,
                    position.conversation(),
                    "at " + position.seq() + " " + before.witness() + " " + before.key() + " (" + before.content()
                            + "), " + seen.witness() + " " + seen.key() + " (" + seen.content() + ")");
        }
    }

    private void checkDense(FinalRead read) {
        Set<Long> seqs = new HashSet<>();
        for (Entry entry : read.entries()) {
            seqs.add(entry.seq());
        }
        for (long seq = 1; seq <= evidence.lastSeq(read.conversation()); seq++) {
            if (!seqs.contains(seq) && evidence.isMember(read.conversation(), read.user(), seq)) {
                findings.add(
                        AnomalyKind.GAP,
                        read.conversation(),
                        read.device() + " reads nothing at " + seq + " through " + read.gateway() + " (expected: 1 to "
                                + evidence.lastSeq(read.conversation()) + ")");
            }
        }
    }

    private record Position(String conversation, long seq) {}

    private record Stands(Send.Key key, String content, String witness) {

        boolean sameAs(Stands other) {
            return key.equals(other.key) && content.equals(other.content);
        }
    }
}
