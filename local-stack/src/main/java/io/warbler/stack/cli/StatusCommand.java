package io.warbler.stack.cli;

import io.warbler.stack.process.LocalProcesses;
import io.warbler.stack.process.ProcessRecord;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// A line per process.
@Command(
        name = "status",
        description = "Shows each process: state, ports, memory, version. Ends with 0 only if all run.",
        mixinStandardHelpOptions = true)
final class StatusCommand implements Callable<Integer> {

    private static final String ROW = "%-18s %-8s %-9s %-16s %8s  %s";

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        var terminal = new Terminal(Commands.out(spec));
        var folder = Checkout.here().folder();
        terminal.line(String.format(Locale.ROOT, ROW, "PROCESS", "STATE", "PID", "PORTS", "MEMORY", "VERSION"));
        var running = 0;
        var totalKib = 0L;
        for (String name : Checkout.processNames()) {
            var process = folder.running(name);
            var kib = process.flatMap(found -> LocalProcesses.residentKib(found.pid()))
                    .orElse(0L);
            terminal.line(process.map(found -> row(found, kib)).orElseGet(() -> deadRow(name)));
            running += process.isPresent() ? 1 : 0;
            totalKib += kib;
        }
        var total = Checkout.processNames().size();
        terminal.line(String.format(
                Locale.ROOT, "%d of %d run; %d MB resident in all (profile dev)", running, total, totalKib / 1_024));
        return running == total ? 0 : 1;
    }

    private static String row(ProcessRecord process, long kib) {
        return String.format(
                Locale.ROOT,
                ROW,
                process.name(),
                "running",
                process.pid(),
                process.ports(),
                kib / 1_024 + " MB",
                process.version());
    }

    private static String deadRow(String name) {
        return String.format(Locale.ROOT, ROW, name, "stopped", "-", "-", "-", "-");
    }
}
