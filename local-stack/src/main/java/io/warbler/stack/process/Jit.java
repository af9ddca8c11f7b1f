package io.warbler.stack.process;

import java.util.List;

/// How much a JVM compiles: the small machine has to start eight at once, and compiling is most of what each does then.
public enum Jit {

    /// Nothing but C1, for what does little.
    C1("-XX:TieredStopAtLevel=1"),

    /// C2 for what is really hot, at ten times the platform's thresholds. With the platform's, more than a third of
    /// Cassandra's processor time during a run of the tests went into C2.
    LATE_C2("-XX:Tier4InvocationThreshold=50000 -XX:Tier4MinInvocationThreshold=6000"
            + " -XX:Tier4CompileThreshold=150000 -XX:Tier4BackEdgeThreshold=400000");

    private final String options;

    Jit(String options) {
        this.options = options;
    }

    /// For the command line of the JVM.
    public List<String> options() {
        return List.of(options.split(" ", -1));
    }
}
