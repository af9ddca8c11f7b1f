package io.warbler.bench.warbler;

import java.util.HashMap;
import java.util.Map;

/// The environment of the measured stack: ports other than those of `./warbler up`, and JVM options
/// of the memory profile `bench`.
final class BenchEnvironment {

    /// The services of a small machine start fast and compile late; what is measured must be compiled.
    private static final String USUAL_C2 = " -XX:TieredStopAtLevel=4 -XX:Tier4InvocationThreshold=5000"
            + " -XX:Tier4MinInvocationThreshold=600 -XX:Tier4CompileThreshold=15000 -XX:Tier4BackEdgeThreshold=40000"
            + " -XX:ReservedCodeCacheSize=160m";

    private static final Map<String, String> DIFFERENT = Map.ofEntries(
            Map.entry("WARBLER_GATEWAY_PORT", "22443"),
            Map.entry("WARBLER_GATEWAY_PLAIN_PORT", "22080"),
            Map.entry("WARBLER_GATEWAY_MANAGEMENT_PORT", "22100"),
            Map.entry("WARBLER_AUTH_PORT", "22101"),
            Map.entry("WARBLER_MESSAGE_PORT", "22102"),
            Map.entry("WARBLER_FRIEND_PORT", "22103"),
            Map.entry("WARBLER_PRESENCE_PORT", "22104"),
            Map.entry("WARBLER_AUTH_GRPC_PORT", "22111"),
            Map.entry("WARBLER_MESSAGE_GRPC_PORT", "22112"),
            Map.entry("WARBLER_FRIEND_GRPC_PORT", "22113"),
            Map.entry("WARBLER_PRESENCE_GRPC_PORT", "22114"),
            Map.entry("WARBLER_KAFKA_PORT", "22092"),
            Map.entry("WARBLER_KAFKA_CONTROLLER_PORT", "22093"),
            Map.entry("WARBLER_CASSANDRA_PORT", "22042"),
            Map.entry("WARBLER_CASSANDRA_STORAGE_PORT", "22700"),
            Map.entry("WARBLER_REDIS_PORT", "22379"),
            Map.entry("WARBLER_KAFKA_JVM_OPTIONS", "-Xms512m" + USUAL_C2),
            Map.entry("WARBLER_CASSANDRA_JVM_OPTIONS", "-Xms1g" + USUAL_C2),
            Map.entry("WARBLER_AUTH_JVM_OPTIONS", "-Xmx256m" + USUAL_C2),
            Map.entry("WARBLER_MESSAGE_JVM_OPTIONS", "-Xms1g -Xmx1g" + USUAL_C2),
            Map.entry("WARBLER_GATEWAY_JVM_OPTIONS", "-Xms1g -Xmx1g -XX:MaxDirectMemorySize=512m" + USUAL_C2));

    /// Of two nodes on one machine each gets less.
    private static final Map<String, String> SMALLER = Map.of(
            "WARBLER_MESSAGE_JVM_OPTIONS", "-Xms768m -Xmx768m" + USUAL_C2,
            "WARBLER_GATEWAY_JVM_OPTIONS", "-Xms640m -Xmx640m -XX:MaxDirectMemorySize=256m" + USUAL_C2);

    private static final Map<String, String> SECOND = Map.of(
            "WARBLER_GATEWAY_PORT", "22543",
            "WARBLER_GATEWAY_PLAIN_PORT", "22180",
            "WARBLER_GATEWAY_MANAGEMENT_PORT", "22200",
            "WARBLER_MESSAGE_PORT", "22202",
            "WARBLER_MESSAGE_GRPC_PORT", "22212");

    private BenchEnvironment() {}

    /// What the caller set wins.
    ///
    /// @param nodes how many there will be of gateway and message-service
    static Map<String, String> of(Map<String, String> environment, int nodes) {
        Map<String, String> ours = new HashMap<>(DIFFERENT);
        if (nodes > 1) {
            ours.putAll(SMALLER);
        }
        Map<String, String> all = new HashMap<>(environment);
        ours.forEach((name, value) ->
                all.merge(name, value, (given, own) -> name.endsWith("_JVM_OPTIONS") ? own + " " + given : given));
        return all;
    }

    /// The same for the second gateway and message-service: on ports of their own.
    static Map<String, String> second(Map<String, String> first) {
        Map<String, String> moved = new HashMap<>(first);
        moved.putAll(SECOND);
        return moved;
    }
}
