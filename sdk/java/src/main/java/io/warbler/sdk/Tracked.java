package io.warbler.sdk;

import io.warbler.sdk.store.ClientState;

/** All that a client holds of one conversation. */
final class Tracked {

    private final String id;
    private final ConversationView view = new ConversationView();
    private final UnreadState unread;
    private final ToldMarkers told = new ToldMarkers();
    private int touchedRound;
    private boolean entryAsked;
    private boolean filling;
    private int fillFailures;
    private int fillTicket;
    /** Written by the listener's thread. */
    private volatile Position delivered = new Position(0, 0);

    Tracked(String id) {
        this.id = id;
        this.unread = new UnreadState(id);
    }

    String id() {
        return id;
    }

    ConversationView view() {
        return view;
    }

    UnreadState unread() {
        return unread;
    }

    /** What was told of members' markers. */
    ToldMarkers told() {
        return told;
    }

    /** Where the conversation begins for this client; set before anything is delivered. */
    void beginsAfter(long seq, long ordinal) {
        delivered = new Position(seq, ordinal);
    }

    void delivered(Place place) {
        delivered = new Position(place.seq(), place.ordinal());
    }

    /** Whether the entry has to be asked for: once between two syncs. */
    boolean askForEntry() {
        boolean first = !entryAsked;
        entryAsked = true;
        return first;
    }

    /** What was asked for was told, if it was known. */
    void entryAnswered() {
        entryAsked = false;
    }

    /** Held further than the token of the given round says. */
    boolean isTouchedSince(int round) {
        return view.isAnchored() && touchedRound >= round;
    }

    void touch(int round) {
        touchedRound = round;
    }

    /** A range is being read, or will be when its pause is over. */
    boolean isFilling() {
        return filling;
    }

    int beginFill() {
        filling = true;
        return ++fillTicket;
    }

    /** Ends the fill that drew the ticket; false when another has begun since. */
    boolean endFill(int ticket) {
        if (ticket != fillTicket) {
            return false;
        }
        filling = false;
        return true;
    }

    int countFillFailure() {
        return fillFailures++;
    }

    /** Forgets fills under way and failed ones. */
    void resetFill() {
        filling = false;
        fillTicket++;
        fillFailures = 0;
    }

    ClientState.Held held() {
        Position position = delivered;
        return new ClientState.Held(position.seq(), position.ordinal(), view.knownSeq());
    }

    private record Position(long seq, long ordinal) {}
}
