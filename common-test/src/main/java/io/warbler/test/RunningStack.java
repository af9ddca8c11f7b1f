package io.warbler.test;

import io.warbler.stack.process.StackException;
import java.util.Map;

/// Servers that tests may use, and how to let go of them.
sealed interface RunningStack extends AutoCloseable permits ExternalStack, ProcessStack, ContainerStack {

    StackAddresses addresses();

    @Override
    void close();

    /// External by environment, else processes of our own, else containers; nothing available fails the tests.
    static RunningStack provide(Map<String, String> environment) {
        var external = StackAddresses.fromEnvironment(environment);
        if (external.isPresent()) {
            return new ExternalStack(external.get());
        }
        try {
            return ProcessStack.start(environment);
        } catch (StackException e) {
            if (ContainerStack.isAvailable()) {
                return ContainerStack.start();
            }
            throw new IllegalStateException(
                    "no servers for the tests: " + e.getMessage() + System.lineSeparator()
                            + "No Docker engine answers either. Mend the above (./warbler doctor says more), or name "
                            + "running servers: " + StackAddresses.KAFKA_VARIABLE + ", "
                            + StackAddresses.CASSANDRA_VARIABLE + ", " + StackAddresses.REDIS_VARIABLE
                            + " (host:port each).",
                    e);
        }
    }
}
