package io.warbler.chaos.check;

import io.warbler.chaos.history.Conversation;
import io.warbler.chaos.history.DeviceTrace;
import io.warbler.chaos.history.Entry;
import io.warbler.chaos.history.FinalRead;
import io.warbler.chaos.history.Member;
import io.warbler.chaos.history.RunHistory;
import io.warbler.chaos.history.TraceLine;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// A run's evidence, joined: what became of each send, and what stood at each position.
final class Evidence {

    private final RunHistory run;
    private final Map<String, Conversation> conversationById = new HashMap<>();
    private final Map<Send.Key, Send> sends = new LinkedHashMap<>();
    private final Map<String, Long> lastSeqs = new HashMap<>();
    private final Map<Send.Key, Long> seqs = new HashMap<>();

    Evidence(RunHistory run, Findings findings) {
        this.run = run;
        run.conversations().forEach(conversation -> conversationById.put(conversation.id(), conversation));
        for (DeviceTrace trace : run.traces()) {
            trace.lines().forEach(line -> take(trace, line, findings));
        }
        sends.values().removeIf(send -> send.invocations().isEmpty());
        eachSighting(sighting -> see(sighting.key(), sighting.entry().seq()));
    }

    RunHistory run() {
        return run;
    }

    Collection<Send> sends() {
        return sends.values();
    }

    Optional<Send> send(Send.Key key) {
        return Optional.ofNullable(sends.get(key));
    }

    /// The highest position that anybody saw or was told.
    long lastSeq(String conversation) {
        return lastSeqs.getOrDefault(conversation, 0L);
    }

    /// Where a send stands, if anybody saw it or was told.
    Optional<Long> seqOf(Send send) {
        return Optional.ofNullable(seqs.get(send.key()));
    }

    /// All stays of all users in a conversation.
    List<Member> members(String conversation) {
        var known = conversationById.get(conversation);
        return known == null ? List.of() : known.members();
    }

    /// Whether a user may see, and do, something at a position.
    boolean isMember(String conversation, String user, long seq) {
        return members(conversation).stream().anyMatch(member -> member.user().equals(user) && member.holds(seq));
    }

    void eachSighting(Consumer<Sighting> action) {
        run.traces().forEach(trace -> eachShown(trace, action));
        for (FinalRead read : run.reads()) {
            for (Entry entry : read.entries()) {
                action.accept(new Sighting(entry, read.device() + " read through " + read.gateway()));
            }
        }
    }

    private static void eachShown(DeviceTrace trace, Consumer<Sighting> action) {
        for (TraceLine line : trace.lines()) {
            if (line instanceof TraceLine.Shown shown) {
                action.accept(new Sighting(shown.entry(), trace.device() + " was shown"));
            }
        }
    }

    Verdict.Checked checked() {
        int acked = (int) sends.values().stream().filter(Send::isAcked).count();
        int refused = (int)
                sends.values().stream().filter(send -> send.refusal() != null).count();
        long shown = run.traces().stream()
                .flatMap(trace -> trace.lines().stream())
                .filter(TraceLine.Shown.class::isInstance)
                .count();
        return new Verdict.Checked(
                sends.size(),
                acked,
                refused,
                sends.size() - acked - refused,
                (int) shown,
                run.reads().size());
    }

    private void take(DeviceTrace trace, TraceLine line, Findings findings) {
        switch (line) {
            case TraceLine.Invoked it ->
                send(trace, it.conversation(), it.clientMessageId()).take(it);
            case TraceLine.Acked it -> {
                var send = send(trace, it.conversation(), it.clientMessageId());
                requireInvoked(send, findings);
                send.take(it);
                see(send.key(), it.seq());
            }
            case TraceLine.Refused it -> {
                var send = send(trace, it.conversation(), it.clientMessageId());
                requireInvoked(send, findings);
                send.take(it);
            }
            case TraceLine.Unknown _,
                    TraceLine.Connected _,
                    TraceLine.Disconnected _,
                    TraceLine.Shown _,
                    TraceLine.Marker _,
                    TraceLine.CanarySeen _,
                    TraceLine.Synced _ -> {}
        }
    }

    private static void requireInvoked(Send send, Findings findings) {
        if (send.invocations().isEmpty()) {
            findings.add(
                    AnomalyKind.UNCHECKED,
                    send.key().conversation(),
                    send.key() + " has a verdict on " + send.device() + ", which never sent it");
        }
    }

    private Send send(DeviceTrace trace, String conversation, String clientMessageId) {
        var key = new Send.Key(conversation, trace.user(), clientMessageId);
        return sends.computeIfAbsent(key, it -> new Send(it, trace.device()));
    }

    private void see(Send.Key key, long seq) {
        lastSeqs.merge(key.conversation(), seq, Math::max);
        if (!key.clientMessageId().isEmpty()) {
            seqs.putIfAbsent(key, seq);
        }
    }
}
