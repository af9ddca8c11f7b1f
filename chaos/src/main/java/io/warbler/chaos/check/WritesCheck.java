package io.warbler.chaos.check;

import io.warbler.chaos.history.Entry;
import io.warbler.chaos.history.FinalRead;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// What became of each send: I1 durability, I2 at most once.
final class WritesCheck {

    private final Evidence evidence;
    private final Findings findings;

    WritesCheck(Evidence evidence, Findings findings) {
        this.evidence = evidence;
        this.findings = findings;
    }

    void check() {
        Map<String, List<Send>> acked = evidence.sends().stream()
                .filter(Send::isAcked)
                .collect(Collectors.groupingBy(send -> send.key().conversation()));
        for (FinalRead read : evidence.run().reads()) {
            checkAllThere(read, acked.getOrDefault(read.conversation(), List.of()));
            checkOnceInARead(read);
        }
        checkEverySighting();
        checkOneVerdict();
    }

    private void checkAllThere(FinalRead read, List<Send> acked) {
        Set<Send.Key> found = new HashSet<>();
        for (Entry entry : read.entries()) {
            found.add(new Sighting(entry, "").key());
        }
        for (Send send : acked) {
            var ack = send.ack();
            if (ack != null
                    && evidence.isMember(read.conversation(), read.user(), ack.seq())
                    && !found.contains(send.key())) {
                findings.add(
                        AnomalyKind.LOST_WRITE,
                        read.conversation(),
                        send.key() + " was acked at " + ack.seq() + "; " + read.device() + " of " + read.user()
                                + " does not find it through " + read.gateway());
            }
        }
    }

    private void checkOnceInARead(FinalRead read) {
        Map<Send.Key, Long> seqs = new HashMap<>();
        for (Entry entry : read.entries()) {
            var key = new Sighting(entry, "").key();
            Long before = entry.isMessage() ? seqs.put(key, entry.seq()) : null;
            if (before != null && before == entry.seq()) {
                findings.add(
                        AnomalyKind.DUPLICATE,
                        read.conversation(),
                        read.device() + " read " + key + " twice at " + entry.seq());
            }
        }
    }

    private void checkEverySighting() {
        Map<Send.Key, Set<Long>> seqs = new HashMap<>();
        Set<String> told = new HashSet<>();
        for (Send send : evidence.sends()) {
            send.acks()
                    .forEach(ack -> seqs.computeIfAbsent(send.key(), _ -> new HashSet<>())
                            .add(ack.seq()));
        }
        evidence.eachSighting(sighting -> {
            if (sighting.entry().isMessage()) {
                checkVisible(sighting, told);
                seqs.computeIfAbsent(sighting.key(), _ -> new HashSet<>())
                        .add(sighting.entry().seq());
            }
        });
        seqs.forEach((key, where) -> {
            if (where.size() > 1) {
                findings.add(
                        AnomalyKind.DUPLICATE,
                        key.conversation(),
                        key + " stands at " + where.stream().sorted().toList());
            }
        });
    }

    private void checkVisible(Sighting sighting, Set<String> told) {
        var key = sighting.key();
        var send = evidence.send(key).orElse(null);
        String where =
                sighting.witness() + " " + key + " at " + sighting.entry().seq();
        if (send == null) {
            if (told.add("phantom " + key)) {
                findings.add(AnomalyKind.PHANTOM, key.conversation(), where + "; nobody sent it");
            }
            return;
        }
        var refusal = send.refusal();
        if (refusal != null && told.add("aborted " + key)) {
            findings.add(
                    AnomalyKind.ABORTED_READ, key.conversation(), where + "; it was refused with " + refusal.code());
        }
        if (!sighting.entry().content().equals(send.content()) && told.add("altered " + key)) {
            findings.add(
                    AnomalyKind.ALTERED_WRITE,
                    key.conversation(),
                    where + " with content " + sighting.entry().content() + " (sent: " + send.content() + ")");
        }
    }

    private void checkOneVerdict() {
        for (Send send : evidence.sends()) {
            if (send.isAcked() && send.refusal() != null) {
                findings.add(
                        AnomalyKind.ABORTED_READ,
                        send.key().conversation(),
                        send.key() + " was both acked and refused");
            }
        }
    }
}
