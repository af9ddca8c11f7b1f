package io.warbler.sdk;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * Puts messages and events of one conversation in order: each is let through once, in rising order, without gaps,
 * whatever arrives how often and in which order. What lies beyond a gap waits until the gap is filled.
 *
 * <p>Nothing is let through before the view knows where to begin ({@link #anchor}).
 */
final class ConversationView {

    /** Places that wait beyond a gap; more are read again later. */
    static final int MOST_WAITING = 512;

    private final TreeMap<Long, Place> waiting = new TreeMap<>();
    private boolean anchored;
    private long heldSeq;
    private long heldOrdinal;
    private long knownSeq;

    /** Takes a place from anywhere and returns what may be let through now. */
    List<Place> offer(Place place) {
        knows(place.seq());
        if (anchored && place.seq() <= heldSeq) {
            return List.of();
        }
        waiting.putIfAbsent(place.seq(), place);
        List<Place> ready = release();
        if (waiting.size() > MOST_WAITING) {
            waiting.pollLastEntry();
        }
        return ready;
    }

    /** Begins after the given position; has an effect once. */
    List<Place> anchor(long seq, long ordinal) {
        if (anchored) {
            return List.of();
        }
        anchored = true;
        heldSeq = seq;
        heldOrdinal = ordinal;
        waiting.headMap(seq, true).clear();
        return release();
    }

    /**
     * Gives up what is missing up to the given position, because nobody will ever tell it to this user. What waits there
     * is let through.
     */
    List<Place> skipTo(long seq, long ordinal) {
        if (!anchored || seq <= heldSeq) {
            return List.of();
        }
        var passed = waiting.headMap(seq, true);
        var ready = new ArrayList<>(passed.values());
        passed.clear();
        heldSeq = seq;
        heldOrdinal = ordinal;
        ready.addAll(release());
        return ready;
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

    /** The ordinal of the last message at or below {@link #heldSeq}. */
    long heldOrdinal() {
        return heldOrdinal;
    }

    /** The highest seq that is known to exist. */
    long knownSeq() {
        return knownSeq;
    }

    private List<Place> release() {
        if (!anchored) {
            return List.of();
        }
        var ready = new ArrayList<Place>();
        for (Place next = waiting.remove(heldSeq + 1); next != null; next = waiting.remove(heldSeq + 1)) {
            heldSeq = next.seq();
            heldOrdinal = next.ordinal();
            ready.add(next);
        }
        return ready;
    }
}
