package io.warbler.bench.warbler;

import java.util.HashMap;
import java.util.Map;

/// The environment of the measured stack: ports of its own, so that `./warbler up` may run beside it, and JVM options
/// of the memory profile `bench`.
final class BenchEnvironment {

    /// The services of a small machine start fast and compile late; what is measured must be compiled.
    private static final String USUAL_C2 = " -XX:TieredStopAtLevel=4 -XX:Tier4InvocationThreshold=5000"
            + " -XX:Tier4MinInvocationThreshold=600 -XX:Tier4CompileThreshold=15000 -XX:Tier4BackEdgeThreshold=40000"
            + " -XX:ReservedCodeCacheSize=160m";

    private static final Map<String, String> DIFFERENT = Map.ofEntries(
            Map.entry("WARBLER_GATEWAY_PORT", "18443"),
            Map.entry("WARBLER_GATEWAY_PLAIN_PORT", "18080"),
            Map.entry("WARBLER_GATEWAY_MANAGEMENT_PORT", "19100"),
            Map.entry("WARBLER_AUTH_PORT", "19101"),
            Map.entry("WARBLER_MESSAGE_PORT", "19102"),
            Map.entry("WARBLER_FRIEND_PORT", "19103"),
            Map.entry("WARBLER_PRESENCE_PORT", "19104"),
            Map.entry("WARBLER_AUTH_GRPC_PORT", "19111"),
            Map.entry("WARBLER_MESSAGE_GRPC_PORT", "19112"),
            Map.entry("WARBLER_FRIEND_GRPC_PORT", "19113"),
            Map.entry("WARBLER_PRESENCE_GRPC_PORT", "19114"),
            Map.entry("WARBLER_KAFKA_PORT", "19092"),
            Map.entry("WARBLER_KAFKA_CONTROLLER_PORT", "19093"),
            Map.entry("WARBLER_CASSANDRA_PORT", "19042"),
            Map.entry("WARBLER_CASSANDRA_STORAGE_PORT", "17000"),
            Map.entry("WARBLER_REDIS_PORT", "16379"),
            Map.entry("WARBLER_AUTH_JVM_OPTIONS", "-Xmx256m" + USUAL_C2),
            Map.entry("WARBLER_MESSAGE_JVM_OPTIONS", "-Xmx1g" + USUAL_C2),
            Map.entry("WARBLER_GATEWAY_JVM_OPTIONS", "-Xmx1g -XX:MaxDirectMemorySize=512m" + USUAL_C2));

    private BenchEnvironment() {}

    /// What the caller set wins, except the ports, which the caller may have set for `./warbler up`.
    static Map<String, String> of(Map<String, String> environment) {
        Map<String, String> all = new HashMap<>(environment);
        DIFFERENT.forEach((name, value) ->
                all.merge(name, value, (given, ours) -> name.endsWith("_JVM_OPTIONS") ? ours + " " + given : ours));
        return all;
    }
}
