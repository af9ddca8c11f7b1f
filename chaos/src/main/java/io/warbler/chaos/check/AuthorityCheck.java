package io.warbler.chaos.check;

import io.warbler.chaos.history.Canary;
import io.warbler.chaos.history.DeviceTrace;
import io.warbler.chaos.history.FinalRead;
import io.warbler.chaos.history.TraceLine;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Who may see and do what: I11 nothing reaches those who are no members, I12 they append nothing.
final class AuthorityCheck {

    private final Evidence evidence;
    private final Findings findings;

    AuthorityCheck(Evidence evidence, Findings findings) {
        this.evidence = evidence;
        this.findings = findings;
    }

    void check() {
        Map<String, Canary> canaries =
                evidence.run().canaries().stream().collect(Collectors.toMap(Canary::token, Function.identity()));
        evidence.run().traces().forEach(trace -> checkDevice(trace, canaries));
        evidence.run().reads().forEach(this::checkRead);
        for (Send send : evidence.sends()) {
            evidence.seqOf(send).ifPresent(seq -> checkSender(send, seq));
        }
    }

    private void checkDevice(DeviceTrace trace, Map<String, Canary> canaries) {
        for (TraceLine line : trace.lines()) {
            if (line instanceof TraceLine.CanarySeen seen) {
                checkCanary(trace, seen.canary(), canaries);
            } else if (line instanceof TraceLine.Shown shown) {
                var entry = shown.entry();
                requireMember(entry.conversation(), trace.user(), entry.seq(), trace.device() + " was shown");
            }
        }
    }

    private void checkCanary(DeviceTrace trace, String token, Map<String, Canary> canaries) {
        var canary = canaries.get(token);
        if (canary == null) {
            findings.add(AnomalyKind.UNCHECKED, "", trace.device() + " received canary " + token + " of nobody");
        } else if (!canary.users().contains(trace.user())) {
            findings.add(
                    AnomalyKind.LEAK,
                    canary.conversation(),
                    trace.device() + " of " + trace.user() + " received canary " + token);
        }
    }

    private void checkRead(FinalRead read) {
        read.entries()
                .forEach(
                        entry -> requireMember(read.conversation(), read.user(), entry.seq(), read.device() + " read"));
    }

    private void requireMember(String conversation, String user, long seq, String what) {
        if (!evidence.members(conversation).isEmpty() && !evidence.isMember(conversation, user, seq)) {
            findings.add(AnomalyKind.LEAK, conversation, what + " " + seq + ", which is not for " + user);
        }
    }

    private void checkSender(Send send, long seq) {
        String conversation = send.key().conversation();
        if (!evidence.members(conversation).isEmpty()
                && !evidence.isMember(conversation, send.key().sender(), seq)) {
            findings.add(
                    AnomalyKind.UNAUTHORISED_WRITE,
                    conversation,
                    send.key() + " stands at " + seq + ", where its sender is no member");
        }
    }
}
