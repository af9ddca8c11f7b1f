package io.warbler.message.simulation;

import io.warbler.message.sequencing.Row;
import io.warbler.proto.client.v1.Event;
import io.warbler.proto.client.v1.EventKind;
import io.warbler.proto.client.v1.GroupChange;
import io.warbler.proto.client.v1.Message;
import io.warbler.proto.client.v1.MessageKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What everybody saw and was told, and whether the promises hold.
final class Invariants {

    private final SimulatedStore store;
    private final Roster roster;
    private final Quotes quotes;
    private final List<Ledger> ledgers = new ArrayList<>();
    private boolean logBroken;

    Invariants(SimulatedStore store, Roster roster) {
        this.store = store;
        this.roster = roster;
        quotes = new Quotes(store, roster);
        Cast.TALKS.forEach(talk -> ledgers.add(new Ledger(talk, store.oldSeq(talk))));
    }

    /// From now on events may be missing that decided who belongs.
    void logBroken() {
        logBroken = true;
    }

    /// I11: whoever gets an event belongs to the conversation there.
    void reached(Cast.Talk talk, String user, long seq) {
        boolean isFor = talk.isGroup() ? roster.maySee(user, seq) : talk.concerns(user);
        require(isFor, "I11", user + " got seq " + seq + " of " + talk.id());
    }

    /// The event; I11: a member of a channel is not shown others, unless they keep order there.
    Event told(String user, Event event) {
        if (logBroken || !Cast.talkOf(event.getConversation()).isChannel()) {
            return event;
        }
        GroupChange change = event.getChange();
        // without a change nobody may be told who made it; what somebody did to themselves names them
        boolean isByItself = change.hasMemberJoined() || change.hasMemberLeft();
        boolean isStripped = event.getKind() == EventKind.EVENT_KIND_CHANGE && !event.hasChange();
        String named = change + (isByItself || isStripped ? event.getActor() : "");
        boolean isOfOthers = Cast.USERS.stream().anyMatch(other -> !other.equals(user) && named.contains(other));
        require(
                !isOfOthers || roster.isManagerAfter(user, event.getSeq()),
                "I11",
                user + " is shown members of a channel at " + event.getSeq());
        return event;
    }

    /// The message; what it answers is shown to those who may see that.
    Message told(String user, Message message) {
        if (!logBroken) {
            quotes.shown(Cast.talkOf(message.getConversation()), user, message);
        }
        return message;
    }

    /// The same of a page.
    void quoted(Cast.Talk talk, String user, SimulatedReader.Item item) {
        if (!logBroken && item.quotedSeq() > 0) {
            quotes.shown(talk, user, item.seq(), item.quotedSeq());
        }
    }

    /// Of one conversation.
    private static final class Ledger {

        private final Cast.Talk talk;
        private final long old;
        /// Who was seen at the seqs above `old`.
        private final List<@Nullable String> seen = new ArrayList<>();

        private final Map<String, Intention> intentions = new HashMap<>();
        private long acked;

        private Ledger(Cast.Talk talk, long old) {
            this.talk = talk;
            this.old = old;
            this.acked = old;
        }
    }

    void intended(Cast.Talk talk, Intention intention) {
        ledger(talk).intentions.put(intention.id().getClientMessageId(), intention);
    }

    /// The highest seq that anyone has an ack of.
    long acked(Cast.Talk talk) {
        return ledger(talk).acked;
    }

    void acked(Cast.Talk talk, Intention intention, long seq) {
        intention.acked(seq);
        seen(talk, seq, intention.id().getClientMessageId());
        Ledger ledger = ledger(talk);
        ledger.acked = Math.max(ledger.acked, seq);
    }

    /// I4: nobody ever sees another event at the seq; I2: what was refused is never seen.
    void seen(Cast.Talk talk, long seq, String clientMessageId) {
        Ledger ledger = ledger(talk);
        if (seq <= ledger.old) {
            Row.Numbered row = store.numbered(talk, seq);
            require(row != null && id(row).equals(clientMessageId), "I4", clientMessageId + " at an old seq " + seq);
            return;
        }
        int index = (int) (seq - ledger.old - 1);
        while (ledger.seen.size() <= index) {
            ledger.seen.add(null);
        }
        String before = ledger.seen.get(index);
        require(
                before == null || before.equals(clientMessageId),
                "I4",
                clientMessageId + " at seq " + seq + ", before it was " + before);
        ledger.seen.set(index, clientMessageId);
        Intention intention = ledger.intentions.get(clientMessageId);
        require(intention == null || !intention.isRefused(), "I2", clientMessageId + " is visible, but was refused");
    }

    /// What must be true of the store when everything has come to rest.
    void checkStore() {
        for (Ledger ledger : ledgers) {
            Map<String, Long> seqs = new HashMap<>();
            Map<String, Long> numbers = new HashMap<>();
            long ordinal = store.old(ledger.talk);
            // above a hole that an accident left nobody reads before a record needs it, and nothing of it was acked
            long last = logBroken ? store.lastReadable(ledger.talk, ledger.old) : store.highestSeq(ledger.talk);
            for (long seq = ledger.old + 1; seq <= last; seq++) {
                Row.Numbered row = store.numbered(ledger.talk, seq);
                require(row != null, "I3", "nothing at " + seq + " of " + store.highestSeq(ledger.talk));
                switch (java.util.Objects.requireNonNull(row)) {
                    case Row.Message message -> {
                        ordinal++;
                        require(message.ordinal() == ordinal, "I3", "ordinal " + message.ordinal() + " at " + ordinal);
                        checkMessage(ledger, message, seqs, numbers);
                    }
                    case Row.Event event -> checkEvent(ledger, event, seqs);
                }
            }
            if (!logBroken && ledger.talk.isGroup()) {
                new Newcomers(store, roster).check();
            }
            for (Intention intention : ledger.intentions.values()) {
                long seq = seqs.getOrDefault(intention.id().getClientMessageId(), 0L);
                require(intention.seq() == 0 || intention.seq() == seq, "I1", intention + " is found at " + seq);
            }
        }
    }

    private void checkEvent(Ledger ledger, Row.Event row, Map<String, Long> seqs) {
        seen(ledger.talk, row.seq(), id(row));
        if (row.kind() == EventKind.EVENT_KIND_LOST) {
            return;
        }
        require(seqs.put(id(row), row.seq()) == null, "I2", id(row) + " stands twice");
        if (!logBroken && ledger.talk.isChannel()) {
            checkChangeInChannel(row);
        }
        if (!logBroken && ledger.talk.isGroup()) {
            boolean isMember = roster.isMemberBefore(row.actor(), row.seq());
            boolean isFromOutside = Newcomers.isFromOutside(row.change());
            require(isMember != isFromOutside, "I12", "change of a stranger, or join of a member, at " + row.seq());
            for (String user : Cast.USERS) {
                require(!roster.isBannedMember(user, row.seq()), "I12", user + " is banned and a member");
            }
        }
    }

    /// I12: what a reader may not write they may not change or put on top either.
    private void checkChangeInChannel(Row.Event row) {
        boolean isForManagers = switch (row.messageChange().getWhatCase()) {
            case EDITED, PINNED, UNPINNED -> true;
            default -> false;
        };
        require(
                !isForManagers || roster.isManagerBefore(row.actor(), row.seq()),
                "I12",
                row.actor() + " changed what stands in a channel at " + row.seq());
    }

    /// I12: who writes to the group belongs to it there, and is not muted; in a channel they are owner or admin.
    private void checkWriter(Row.Message row) {
        String sender = row.send().getId().getSender();
        require(roster.isMemberBefore(sender, row.seq()), "I12", "message of a stranger at " + row.seq());
        boolean isChannel = Cast.talkOf(row.stamp().conversation()).isChannel();
        require(
                !isChannel || roster.isManagerBefore(sender, row.seq()),
                "I12",
                "message of a reader of a channel at " + row.seq());
        require(!roster.isMutedBefore(sender, row.seq(), row.sentAtMs()), "I12", "message of a muted at " + row.seq());
    }

    private void checkMessage(Ledger ledger, Row.Message row, Map<String, Long> seqs, Map<String, Long> numbers) {
        seen(ledger.talk, row.seq(), id(row));
        if (row.kind() == MessageKind.MESSAGE_KIND_LOST) {
            return;
        }
        if (ledger.talk.isGroup() && !logBroken) {
            checkWriter(row);
        }
        var id = row.send().getId();
        require(seqs.put(id.getClientMessageId(), row.seq()) == null, "I2", id.getClientMessageId() + " stands twice");
        Long before = numbers.put(id.getSender() + id.getOutbox().toStringUtf8(), id.getNumber());
        require(before == null || before < id.getNumber(), "I5", id.getClientMessageId() + " stands after " + before);
        Intention intention = ledger.intentions.get(id.getClientMessageId());
        if (intention != null) {
            require(
                    row.seq() > intention.ackedBefore(),
                    "I7",
                    intention + " was sent after " + intention.ackedBefore());
            boolean isForward = intention.referral().source() != null;
            require(isForward || row.send().getBody().equals(intention.body()), "I1", intention + " has another body");
        }
    }

    /// Of what was lost, empty.
    static String id(Row.Numbered row) {
        return switch (row) {
            case Row.Message message -> message.send().getId().getClientMessageId();
            case Row.Event event -> event.id().getClientMessageId();
        };
    }

    static void require(boolean holds, String promise, String what) {
        if (!holds) {
            throw new Violation(promise, what);
        }
    }

    private Ledger ledger(Cast.Talk talk) {
        return ledgers.get(talk.index());
    }
}
