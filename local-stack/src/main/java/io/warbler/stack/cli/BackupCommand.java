package io.warbler.stack.cli;

import io.warbler.backup.Backup;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Backs Cassandra up while everything runs.
@Command(
        name = "backup",
        description = {
            "Writes everything in Cassandra into a folder: users, friends, messages. Warbler runs meanwhile.",
            "The secrets in .warbler/secrets are not in it: keep them elsewhere, nobody can log in without them."
        },
        mixinStandardHelpOptions = true)
final class BackupCommand implements Callable<Integer> {

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(paramLabel = "FOLDER", description = "empty, or not there yet")
    private Path target = Path.of("");

    @Override
    public Integer call() throws IOException {
        var checkout = Checkout.here();
        var terminal = new Terminal(Commands.out(spec));
        var cassandra = new LocalCassandra(checkout);
        try (var node = cassandra.node()) {
            new Backup(cassandra.target(), node, checkout.clock(), terminal::step).writeTo(target.toAbsolutePath());
        }
        terminal.line("Backed up to " + target.toAbsolutePath());
        return 0;
    }
}
