package io.warbler.test;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Where the servers of a stack listen, each as `host:port`.
public record StackAddresses(String kafka, String cassandra, String redis) {

    static final String KAFKA_VARIABLE = "WARBLER_TEST_KAFKA";
    static final String CASSANDRA_VARIABLE = "WARBLER_TEST_CASSANDRA";
    static final String REDIS_VARIABLE = "WARBLER_TEST_REDIS";

    /// Cassandra's data centre in every stack that tests use.
    public static final String DATACENTER = "datacenter1";

    public StackAddresses {
        requireAddress("kafka", kafka);
        requireAddress("cassandra", cassandra);
        requireAddress("redis", redis);
    }

    /// The external stack, if the environment names one; half of one is a mistake.
    static Optional<StackAddresses> fromEnvironment(Map<String, String> environment) {
        List<String> missing = new ArrayList<>();
        for (String variable : List.of(KAFKA_VARIABLE, CASSANDRA_VARIABLE, REDIS_VARIABLE)) {
            if (environment.getOrDefault(variable, "").isBlank()) {
                missing.add(variable);
            }
        }
        if (missing.size() == 3) {
            return Optional.empty();
        }
        if (!missing.isEmpty()) {
            throw new IllegalStateException(
                    "external stack: " + missing + " not set (expected: all three variables, or none of them)");
        }
        return Optional.of(new StackAddresses(
                environment.getOrDefault(KAFKA_VARIABLE, ""),
                environment.getOrDefault(CASSANDRA_VARIABLE, ""),
                environment.getOrDefault(REDIS_VARIABLE, "")));
    }

    static String hostOf(String address) {
        return address.substring(0, address.lastIndexOf(':'));
    }

    static int portOf(String address) {
        return Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));
    }

    private static void requireAddress(String name, String address) {
        if (!address.matches("[^:,]+:[0-9]{1,5}")) {
            throw new IllegalArgumentException(name + ": '" + address + "' (expected: host:port)");
        }
    }
}
