package io.warbler.stack.process;

/// Asks a process whether it serves; never waits longer than a second or two.
@FunctionalInterface
public interface Readiness {

    boolean isReady();
}
