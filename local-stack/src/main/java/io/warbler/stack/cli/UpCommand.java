package io.warbler.stack.cli;

import io.warbler.stack.process.ProcessRecord;
import io.warbler.stack.service.ServicePorts;
import java.io.IOException;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Starts what does not run, waits until all is healthy, seeds two users.
@Command(
        name = "up",
        description = {
            "Builds what is missing, starts Kafka, Cassandra, Redis and the five services, waits until they are healthy"
                    + " and seeds two users, alice and bob.",
            "Run again, it starts only what is dead or was built anew. Data stays under .warbler/."
        },
        mixinStandardHelpOptions = true)
final class UpCommand implements Callable<Integer> {

    @Spec
    private @Nullable CommandSpec spec;

    @Option(names = "--detach", description = "end when all is healthy; ./warbler down stops it")
    private boolean detach;

    @Option(names = "--fresh", description = "stop everything and delete all data first")
    private boolean fresh;

    @Option(names = "--plain", description = "the gateway also listens without TLS, on loopback, for comparisons")
    private boolean plain;

    @Override
    public Integer call() throws IOException {
        var checkout = Checkout.here();
        var terminal = new Terminal(Commands.out(spec));
        try (var _ = checkout.lock()) {
            if (fresh) {
                new Shutdown(checkout, terminal).run();
                Fresh.deleteData(checkout);
            }
            start(checkout, terminal);
        }
        if (!detach) {
            new Foreground(checkout, terminal).stay();
        }
        return 0;
    }

    private void start(Checkout checkout, Terminal terminal) {
        terminal.line("Starting Warbler in " + checkout.root());
        var services = checkout.services(plain);
        checkout.servers().requireStartable();
        services.requireStartable();
        checkout.servers().start(process -> terminal.step(describe(process)));
        checkout.migrate();
        terminal.step("keyspaces and topics are there");
        services.start(process -> terminal.step(describe(process)));
        var ports = new ServicePorts(checkout.environment());
        var seed = new Seed(checkout, services.secrets()).plant();
        terminal.step(seed.isNew() ? "alice and bob are friends" : "alice and bob were seeded before");
        terminal.line(String.format(Locale.ROOT, "Healthy after %.0f s.", terminal.seconds()));
        new Welcome(ports, seed, plain).lines().forEach(terminal::line);
    }

    private static String describe(ProcessRecord process) {
        return process.name() + " " + process.version() + " on port " + process.ports();
    }
}
