package io.warbler.stack.cli;

import io.warbler.stack.process.StackException;
import io.warbler.stack.server.TemporaryServers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// One stack for a whole run of the tests, so that not every module starts its own.
@Command(name = "test-servers", hidden = true, description = "Runs servers on free ports until it is ended.")
final class TestServersCommand implements Callable<Integer> {

    @Parameters(description = "written when all serve: the variables that tests read")
    private Path environmentFile = Path.of("");

    @Override
    public Integer call() throws IOException {
        var checkout = Checkout.here();
        var ports = TemporaryServers.startDisposable(checkout.jarFolder(), checkout.environment())
                .ports();
        var draft = environmentFile.resolveSibling(environmentFile.getFileName() + ".new");
        Files.writeString(
                draft,
                "export WARBLER_TEST_KAFKA=127.0.0.1:" + ports.kafka() + "\n"
                        + "export WARBLER_TEST_CASSANDRA=127.0.0.1:" + ports.cassandra() + "\n"
                        + "export WARBLER_TEST_REDIS=127.0.0.1:" + ports.redis() + "\n");
        Files.move(draft, environmentFile, StandardCopyOption.REPLACE_EXISTING);
        awaitEnd();
        return 0;
    }

    private static void awaitEnd() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackException("interrupted", e);
        }
    }
}
