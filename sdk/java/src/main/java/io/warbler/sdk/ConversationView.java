package io.warbler.sdk;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * Puts the messages of one conversation in order: each is let through once, in rising order, without gaps, whatever
 * arrives how often and in which order. A message beyond a gap waits until the gap is filled.
 *
 * <p>Nothing is let through before the view knows where to begin ({@link #anchor}).
 */
final class ConversationView {

    /** Messages that wait beyond a gap; more are read again later. */
    static final int MOST_WAITING = 512;

    private final TreeMap<Long, Message> waiting = new TreeMap<>();
    private boolean anchored;
    private long heldSeq;
    private long heldOrdinal;
    private long knownSeq;

    /** Takes a message from anywhere and returns what may be let through now. */
    List<Message> offer(Message message) {
        knows(message.seq());
        if (anchored && message.ordinal() <= heldOrdinal) {
            return List.of();
        }
        waiting.putIfAbsent(message.ordinal(), message);
        List<Message> ready = release();
        if (waiting.size() > MOST_WAITING) {
            waiting.pollLastEntry();
        }
        return ready;
    }

    /** Begins after the given position; has an effect once. */
    List<Message> anchor(long seq, long ordinal) {
        if (anchored) {
            return List.of();
        }
        anchored = true;
        heldSeq = seq;
        heldOrdinal = ordinal;
        waiting.headMap(ordinal, true).clear();
        return release();
    }

    /** The conversation is known to go up to this seq. */
    void knows(long seq) {
        knownSeq = Math.max(knownSeq, seq);
    }

    boolean isAnchored() {
        return anchored;
    }

    /** Something above what is held is known to exist. */
    boolean isMissing() {
        return anchored && (knownSeq > heldSeq || !waiting.isEmpty());
    }

    /** The highest seq up to which nothing is missing. */
    long heldSeq() {
        return heldSeq;
    }

    /** The ordinal at {@link #heldSeq}. */
    long heldOrdinal() {
        return heldOrdinal;
    }

    /** The highest seq that is known to exist. */
    long knownSeq() {
        return knownSeq;
    }

    private List<Message> release() {
        if (!anchored) {
            return List.of();
        }
        var ready = new ArrayList<Message>();
        for (Message next = waiting.remove(heldOrdinal + 1); next != null; next = waiting.remove(heldOrdinal + 1)) {
            heldOrdinal = next.ordinal();
            heldSeq = Math.max(heldSeq, next.seq());
            ready.add(next);
        }
        return ready;
    }
}
