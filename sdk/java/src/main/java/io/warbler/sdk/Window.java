package io.warbler.sdk;

/** How many sends may be unanswered at once: grows with acks, halves when the server says that it is too much. */
final class Window {

    /** Leaves room for other requests of the connection. */
    static final int MOST = 192;

    private int size = MOST;
    private int inFlight;

    boolean isOpen() {
        return inFlight < size;
    }

    void sent() {
        inFlight++;
    }

    void answered() {
        inFlight--;
    }

    void accepted() {
        size = Math.min(MOST, size + 1);
    }

    void tooMuch() {
        size = Math.max(1, size / 2);
    }
}
