package io.warbler.migrator;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// How a keyspace is copied: a number of copies, or `datacenter=copies` pairs.
///
/// @param cql the map literal of CREATE KEYSPACE
public record Replication(String cql) {

    private static final Pattern DATACENTER = Pattern.compile("[A-Za-z0-9_.-]{1,64}=[1-9][0-9]?");

    /// One copy, for one node.
    public static final Replication SINGLE = parse("1");

    /// Reads `3` (SimpleStrategy) or `dc1=3,dc2=3` (NetworkTopologyStrategy).
    public static Replication parse(String text) {
        if (text.matches("[1-9][0-9]?")) {
            return new Replication("{'class': 'SimpleStrategy', 'replication_factor': " + text + "}");
        }
        List<String> entries = new ArrayList<>();
        for (String part : text.split(",", -1)) {
            if (!DATACENTER.matcher(part).matches()) {
                throw new IllegalArgumentException(
                        "replication: '" + text + "' (expected: a number such as 3, or dc1=3,dc2=3)");
            }
            var equals = part.indexOf('=');
            entries.add("'" + part.substring(0, equals) + "': " + part.substring(equals + 1));
        }
        return new Replication("{'class': 'NetworkTopologyStrategy', " + String.join(", ", entries) + "}");
    }
}
