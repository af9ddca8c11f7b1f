package io.warbler.stack.service;

import io.warbler.stack.process.Jit;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// The services, in the order in which they are shown, with what the JVM of each gets on a small machine.
///
/// Two cores have to start five JVMs at once, so what costs start-up is kept small. The two services that do little
/// per request compile with C1 only: 7 s of CPU to start instead of 14. The two on the message path keep C2 for what is
/// really hot: 11 s instead of 20; so does the one that hashes passwords, 28 ms each
/// instead of 75. What is stopped and started again archives its classes, see [ServiceProcesses#archivingClasses].
public enum Service {
    AUTH(Jit.LATE_C2, "-XX:+UseSerialGC -Xmx192m"),
    FRIEND(Jit.C1, "-XX:+UseSerialGC -Xmx160m"),
    PRESENCE(Jit.C1, "-XX:+UseSerialGC -Xmx160m"),
    MESSAGE(Jit.LATE_C2, "-XX:+UseG1GC -Xmx384m"),
    GATEWAY(Jit.LATE_C2, "-XX:+UseG1GC -Xmx384m -XX:MaxDirectMemorySize=256m");

    private final Jit jit;
    private final String heapOptions;

    Service(Jit jit, String heapOptions) {
        this.jit = jit;
        this.heapOptions = heapOptions;
    }

    /// `auth`.
    public String shortName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// `auth-service`: the module, and the process.
    public String module() {
        return shortName() + "-service";
    }

    List<String> jvmOptions() {
        return Stream.concat(jit.options().stream(), Stream.of(heapOptions.split(" ", -1)))
                .toList();
    }
}
