package io.warbler.bench.cli;

import io.warbler.migrator.MigrationException;
import io.warbler.stack.process.StackException;
import java.io.PrintWriter;
import picocli.CommandLine;

/// Behind `./warbler bench`.
public final class BenchMain {

    private BenchMain() {}

    public static void main(String[] arguments) {
        System.setProperty("logback.configurationFile", "logback-bench.xml");
        System.exit(new CommandLine(new BenchCommand())
                .setExecutionExceptionHandler((failure, line, _) -> report(failure, line.getErr()))
                .execute(arguments));
    }

    /// A mistake of the user or the machine is told in a sentence; anything else is ours, with its trace.
    private static int report(Exception failure, PrintWriter err) {
        if (failure instanceof StackException
                || failure instanceof MigrationException
                || failure instanceof IllegalArgumentException) {
            err.println("warbler: " + failure.getMessage());
        } else {
            failure.printStackTrace(err);
        }
        return 1;
    }
}
