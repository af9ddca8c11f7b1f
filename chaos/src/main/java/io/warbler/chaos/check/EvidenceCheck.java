package io.warbler.chaos.check;

import io.warbler.chaos.history.Conversation;
import io.warbler.chaos.history.FinalRead;
import io.warbler.chaos.history.Member;
import java.util.List;

/// Whether there is enough to judge: every conversation with an ack was read at the end through two gateways, and by
/// two devices of each member.
final class EvidenceCheck {

    private static final int WITNESSES = 2;

    private final Evidence evidence;
    private final Findings findings;

    EvidenceCheck(Evidence evidence, Findings findings) {
        this.evidence = evidence;
        this.findings = findings;
    }

    void check() {
        if (evidence.sends().stream().noneMatch(Send::isAcked)) {
            findings.add(AnomalyKind.UNCHECKED, "", "no send was acked");
        }
        for (Conversation conversation : evidence.run().conversations()) {
            if (evidence.lastSeq(conversation.id()) > 0) {
                checkReads(conversation);
            }
        }
        evidence.eachSighting(sighting -> {
            String conversation = sighting.entry().conversation();
            if (evidence.members(conversation).isEmpty()) {
                findings.add(
                        AnomalyKind.UNCHECKED,
                        conversation,
                        sighting.witness() + " an entry of a conversation that the run does not name");
            }
        });
    }

    private void checkReads(Conversation conversation) {
        List<FinalRead> reads = evidence.run().reads().stream()
                .filter(read -> read.conversation().equals(conversation.id()))
                .toList();
        long gateways = reads.stream().map(FinalRead::gateway).distinct().count();
        if (gateways < WITNESSES) {
            findings.add(
                    AnomalyKind.UNCHECKED,
                    conversation.id(),
                    "read through " + gateways + " gateways (expected: " + WITNESSES + ")");
        }
        conversation.members().stream()
                .filter(Member::stays)
                .map(Member::user)
                .distinct()
                .forEach(user -> {
                    long devices = reads.stream()
                            .filter(read -> read.user().equals(user))
                            .map(FinalRead::device)
                            .distinct()
                            .count();
                    if (devices < WITNESSES) {
                        findings.add(
                                AnomalyKind.UNCHECKED,
                                conversation.id(),
                                "read by " + devices + " devices of " + user + " (expected: " + WITNESSES + ")");
                    }
                });
    }
}
