package io.warbler.gateway.kit;

import java.util.Set;

/// Threads that have started since a moment: another gateway of this JVM may have some of the same names.
public final class ThreadsSince {

    private final Set<Thread> before = Thread.getAllStackTraces().keySet();

    /// The one of that name.
    public Thread named(String name) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals(name) && !before.contains(thread))
                .findFirst()
                .orElseThrow();
    }
}
