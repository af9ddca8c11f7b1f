package io.warbler.stack.cli;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// Stops everything; data stays.
@Command(
        name = "down",
        description = "Stops the services and the servers. Data stays: the next up goes on where this ended.",
        mixinStandardHelpOptions = true)
final class DownCommand implements Callable<Integer> {

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        var terminal = new Terminal(Commands.out(spec));
        new Shutdown(Checkout.here(), terminal).run();
        terminal.line("Stopped.");
        return 0;
    }
}
