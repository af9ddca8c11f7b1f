package io.warbler.stack.service;

import java.util.List;
import java.util.Locale;

/// The services, in the order in which they are shown, with what the JVM of each gets on a small machine.
///
/// Two cores have to start five JVMs at once, so what costs start-up is kept small. The two services that do little
/// per request compile with C1 only: 6 s of CPU to start instead of 14. The two on the message path keep C2 for what is
/// really hot: 14 s instead of 20; so does the one that hashes passwords, 28 ms each instead of 75. An AOT cache starts
/// as fast as C1, but making one took 21 s of CPU per service.
public enum Service {
    AUTH("-XX:+UseSerialGC -Xmx192m " + Service.LATE_C2),
    FRIEND("-XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xmx160m"),
    PRESENCE("-XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xmx160m"),
    MESSAGE("-XX:+UseG1GC -Xmx384m " + Service.LATE_C2),
    GATEWAY("-XX:+UseG1GC -Xmx384m -XX:MaxDirectMemorySize=256m " + Service.LATE_C2);

    /// Ten times the platform's thresholds.
    private static final String LATE_C2 = "-XX:Tier4InvocationThreshold=50000 -XX:Tier4MinInvocationThreshold=6000"
            + " -XX:Tier4CompileThreshold=150000 -XX:Tier4BackEdgeThreshold=400000";

    private final String heapOptions;

    Service(String heapOptions) {
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

    List<String> heapOptions() {
        return List.of(heapOptions.split(" ", -1));
    }
}
