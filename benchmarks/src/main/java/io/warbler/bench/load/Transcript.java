package io.warbler.bench.load;

import java.util.Arrays;
import java.util.List;

/// What one client was shown of a conversation: which message at which seq. Not thread-safe.
public final class Transcript {

    private static final int INITIAL = 256;
    private static final long MAX_SEQS = 10_000_000;
    private static final long NOTHING = 0;

    private final long afterSeq;
    private long[] prints = new long[INITIAL];
    private int contradictions;

    /// @param afterSeq what stands up to here is not looked at
    public Transcript(long afterSeq) {
        this.afterSeq = afterSeq;
    }

    /// The client was shown a message; perhaps not for the first time.
    ///
    /// @param print of the message, see [Page.Entry]; never 0
    public void shown(long seq, long print) {
        if (seq <= afterSeq) {
            return;
        }
        if (print == NOTHING || seq - afterSeq > MAX_SEQS) {
            throw new IllegalArgumentException(
                    "seq: " + seq + " print: " + print + " (expected: some 10000000 seqs, no print of 0)");
        }
        var at = (int) (seq - afterSeq - 1);
        if (at >= prints.length) {
            prints = Arrays.copyOf(prints, Math.max(at + 1, 2 * prints.length));
        }
        if (prints[at] != NOTHING && prints[at] != print) {
            contradictions++;
        }
        prints[at] = print;
    }

    /// In how many places this differs from the history: what is missing, what is another, what should not be there,
    /// and what was shown in two ways.
    public int differences(List<Page.Entry> history) {
        var expected = new Transcript(afterSeq);
        history.forEach(entry -> expected.shown(entry.seq(), entry.print()));
        var differences = contradictions;
        for (int at = 0; at < Math.max(prints.length, expected.prints.length); at++) {
            if (printAt(at) != expected.printAt(at)) {
                differences++;
            }
        }
        return differences;
    }

    private long printAt(int at) {
        return at < prints.length ? prints[at] : NOTHING;
    }
}
