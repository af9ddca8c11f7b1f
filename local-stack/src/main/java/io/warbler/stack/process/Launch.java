package io.warbler.stack.process;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A process to be started.
///
/// @param name     unique in its [ProcessFolder]
/// @param version  for people
/// @param command  program and arguments; no secret among them
/// @param ports    what it will listen on, each with the variable that moves it
/// @param ready    true once it serves
/// @param patience how long it may take until it does
public record Launch(
        String name, String version, List<String> command, List<NamedPort> ports, Readiness ready, Duration patience) {

    public Launch {
        command = List.copyOf(command);
        ports = List.copyOf(ports);
    }

    /// What goes before a command so that timers of its process may be late by so much (Linux, proc(5),
    /// `timerslack_ns`; 50 microseconds otherwise). Where the system cannot, nothing changes.
    public static List<String> lateTimers(Duration slack) {
        return List.of(
                "sh", "-c", "echo " + slack.toNanos() + " 2>/dev/null >/proc/self/timerslack_ns; exec \"$@\"", "sh");
    }

    /// The command in a session of its own where the system can: Ctrl-C at the terminal then reaches
    /// only whoever started it, which stops everything in order.
    List<String> detachedCommand(Map<String, String> environment) {
        return Programs.find("setsid", environment)
                .map(setsid -> prepend(setsid, command))
                .orElse(command);
    }

    private static List<String> prepend(Path program, List<String> command) {
        var all = new ArrayList<String>();
        all.add(program.toString());
        all.addAll(command);
        return List.copyOf(all);
    }
}
