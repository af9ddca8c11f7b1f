package io.warbler.message.simulation;

/// A promise was broken in a schedule.
final class Violation extends RuntimeException {

    private static final long serialVersionUID = 1L;

    Violation(String promise, String what) {
        super(promise + ": " + what, null, false, false);
    }
}
