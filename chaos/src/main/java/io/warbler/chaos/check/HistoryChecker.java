package io.warbler.chaos.check;

import io.warbler.chaos.history.RunHistory;

/// Decides whether a run kept the promises of docs/reliability.md.
///
/// A send is *ok* (acked at a position), *fail* (refused for good) or *unknown*. Every ok is in every final read of
/// every member, at its position, once; a fail is nowhere; an unknown is nowhere or at one position. Positions are
/// dense and mean the same to everyone. What cannot be said for want of evidence is an anomaly too.
public final class HistoryChecker {

    private HistoryChecker() {}

    public static Verdict check(RunHistory run) {
        var findings = new Findings();
        var evidence = new Evidence(run, findings);
        new EvidenceCheck(evidence, findings).check();
        new WritesCheck(evidence, findings).check();
        new PositionsCheck(evidence, findings).check();
        new OrderCheck(evidence, findings).check();
        new DeliveryCheck(evidence, findings).check();
        new MarkersCheck(evidence, findings).check();
        new AuthorityCheck(evidence, findings).check();
        new LivenessCheck(evidence, findings).check();
        return findings.verdict(evidence.checked());
    }
}
