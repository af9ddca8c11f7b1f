package io.warbler.bench.load;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/// Who got what, per flow and recipient: finds what was lost, doubled or out of order. Not thread-safe.
final class Ledger {

    private final Entry[] entries;
    private long duplicates;
    private long disorders;

    Ledger(List<List<Integer>> recipientsByFlow) {
        entries = recipientsByFlow.stream().map(Entry::new).toArray(Entry[]::new);
    }

    /// The number of the flow's next message.
    int send(int flow) {
        return entries[flow].sent++;
    }

    void refused(int flow, int number) {
        entries[flow].refused.set(number);
    }

    void accepted(int flow, int number) {
        entries[flow].accepted.set(number);
    }

    /// A copy came.
    ///
    /// @return whether it is the first copy for somebody who should get it
    boolean received(int flow, int number, int user) {
        var entry = entries[flow];
        var at = entry.indexOf(user);
        if (at < 0 || number >= entry.sent) {
            return false;
        }
        if (entry.received[at].get(number)) {
            duplicates++;
            return false;
        }
        if (entry.received[at].length() > number) {
            disorders++;
        }
        entry.received[at].set(number);
        return true;
    }

    long duplicates() {
        return duplicates;
    }

    /// Messages that came after a later one of their flow.
    long disorders() {
        return disorders;
    }

    /// Copies that somebody should have got and did not, of messages that were not refused.
    long lost() {
        var lost = 0L;
        for (Entry entry : entries) {
            lost += entry.lost(false);
        }
        return lost;
    }

    /// The same of messages that the server confirmed: a broken promise each.
    long acceptedLost() {
        var lost = 0L;
        for (Entry entry : entries) {
            lost += entry.lost(true);
        }
        return lost;
    }

    private static final class Entry {

        private final int[] recipients;
        private final BitSet[] received;
        private final BitSet refused = new BitSet();
        private final BitSet accepted = new BitSet();
        private int sent;

        Entry(List<Integer> recipients) {
            this.recipients = recipients.stream().mapToInt(Integer::intValue).toArray();
            Arrays.sort(this.recipients);
            received = new BitSet[recipients.size()];
            Arrays.setAll(received, _ -> new BitSet());
        }

        int indexOf(int user) {
            return Arrays.binarySearch(recipients, user);
        }

        long lost(boolean acceptedOnly) {
            var due = new BitSet();
            if (acceptedOnly) {
                due.or(accepted);
            } else {
                due.set(0, sent);
                due.andNot(refused);
            }
            var lost = 0L;
            for (BitSet copies : received) {
                var missing = (BitSet) due.clone();
                missing.andNot(copies);
                lost += missing.cardinality();
            }
            return lost;
        }
    }
}
