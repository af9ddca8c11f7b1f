package io.warbler.stack.server;

import io.warbler.stack.process.NamedPort;
import io.warbler.stack.process.Ports;
import io.warbler.stack.process.StackException;
import java.util.Map;

/// Where the servers listen.
public record ServerPorts(
        NamedPort kafka, NamedPort kafkaController, NamedPort cassandra, NamedPort cassandraStorage, NamedPort redis) {

    /// The usual ports, moved by environment variables.
    public static ServerPorts fixed(Map<String, String> environment) {
        return new ServerPorts(
                port(environment, "WARBLER_KAFKA_PORT", 29_092),
                port(environment, "WARBLER_KAFKA_CONTROLLER_PORT", 29_093),
                port(environment, "WARBLER_CASSANDRA_PORT", 29_042),
                port(environment, "WARBLER_CASSANDRA_STORAGE_PORT", 27_000),
                port(environment, "WARBLER_REDIS_PORT", 26_379));
    }

    /// Ports that nobody has now.
    public static ServerPorts free() {
        return new ServerPorts(
                free("kafka"), free("kafka controller"), free("cassandra"), free("cassandra storage"), free("redis"));
    }

    /// The port that a variable names, or the usual one.
    public static NamedPort port(Map<String, String> environment, String variable, int usual) {
        var text = environment.getOrDefault(variable, "");
        if (text.isBlank()) {
            return new NamedPort(variable, usual);
        }
        if (!text.matches("[0-9]{1,5}")) {
            throw new StackException(variable + ": '" + text + "' (expected: a port)");
        }
        return new NamedPort(variable, Integer.parseInt(text));
    }

    private static NamedPort free(String name) {
        return new NamedPort("the port of " + name, Ports.free());
    }
}
