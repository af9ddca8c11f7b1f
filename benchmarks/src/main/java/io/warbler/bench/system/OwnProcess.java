package io.warbler.bench.system;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/// The generator itself. The servers are its children, so a group of processes with it at the root would count them,
/// too.
public final class OwnProcess {

    private static final double NANOS = 1e9;

    private OwnProcess() {}

    /// CPU that all threads of this JVM used so far.
    public static double cpuSeconds() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime() / NANOS;
    }
}
