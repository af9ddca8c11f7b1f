package io.warbler.stack.cli;

import io.warbler.backup.BackupException;
import io.warbler.migrator.MigrationException;
import io.warbler.stack.process.StackException;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/// Behind the script `./warbler`.
@Command(
        name = "./warbler",
        subcommands = {
            UpCommand.class,
            DownCommand.class,
            StatusCommand.class,
            BackupCommand.class,
            RestoreCommand.class,
            TestServersCommand.class
        },
        mixinStandardHelpOptions = true,
        version = "0.1.0")
public final class WarblerMain {

    private WarblerMain() {}

    public static void main(String[] arguments) {
        System.setProperty("logback.configurationFile", "logback-migrator.xml");
        System.exit(new CommandLine(new WarblerMain())
                .setExecutionExceptionHandler((failure, line, _) -> report(failure, line))
                .execute(arguments));
    }

    /// A mistake of the user or the machine is told in a sentence; anything else is ours, with its trace.
    private static int report(Exception failure, CommandLine line) {
        if (failure instanceof StackException
                || failure instanceof MigrationException
                || failure instanceof BackupException) {
            line.getErr().println("warbler: " + failure.getMessage());
        } else {
            failure.printStackTrace(line.getErr());
        }
        return 1;
    }
}
