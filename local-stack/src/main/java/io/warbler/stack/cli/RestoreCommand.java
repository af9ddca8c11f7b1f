package io.warbler.stack.cli;

import io.warbler.backup.Restore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Brings a backup back in the place of what Cassandra holds.
@Command(
        name = "restore",
        description = {
            "Stops the services, puts what Cassandra holds aside and brings a backup back. ./warbler up goes on from there:"
                    + " messages that the log holds since the backup are repeated.",
            "Nothing is deleted: the data of before stays in .warbler/data."
        },
        mixinStandardHelpOptions = true)
final class RestoreCommand implements Callable<Integer> {

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(paramLabel = "FOLDER", description = "what ./warbler backup wrote")
    private Path source = Path.of("");

    @Override
    public Integer call() throws IOException {
        var checkout = Checkout.here();
        var terminal = new Terminal(Commands.out(spec));
        Restore.requireWhole(source.toAbsolutePath());
        try (var _ = checkout.lock()) {
            restore(checkout, terminal);
        }
        terminal.line("Restored. Go on with ./warbler up");
        return 0;
    }

    private void restore(Checkout checkout, Terminal terminal) throws IOException {
        new Shutdown(checkout, terminal).run();
        var cassandra = new LocalCassandra(checkout);
        cassandra.putAside().ifPresent(aside -> terminal.step("what Cassandra held is in " + aside));
        checkout.servers().start(process -> terminal.step(process.name() + " started"));
        checkout.migrate();
        try (var node = cassandra.node()) {
            new Restore(cassandra.target(), node, checkout.clock(), terminal::step).readFrom(source.toAbsolutePath());
        }
    }
}
