package io.warbler.bench.warbler;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import io.warbler.migrator.CassandraTarget;
import io.warbler.migrator.Replication;
import java.util.List;
import java.util.concurrent.CompletionStage;

/// Friendships with people who have no account, written into friend-service's table: thousands of accounts would only
/// measure how slowly passwords are hashed.
///
/// @param cassandra `host:port`
record StoredFriends(String cassandra) {

    private static final int AT_ONCE = 64;
    private static final String INSERT = "INSERT INTO pairs (low, high, version, friends) VALUES (?, ?, 1, true)";

    void store(String user, List<String> others) {
        try (var session =
                new CassandraTarget(cassandra, "datacenter1", "warbler_", Replication.SINGLE).open("friend")) {
            for (int from = 0; from < others.size(); from += AT_ONCE) {
                var some = others.subList(from, Math.min(others.size(), from + AT_ONCE)).stream()
                        .map(other -> insert(session, user, other))
                        .toList();
                some.forEach(insert -> insert.toCompletableFuture().join());
            }
        }
    }

    private static CompletionStage<AsyncResultSet> insert(CqlSession session, String user, String other) {
        return session.executeAsync(SimpleStatement.newInstance(INSERT, low(user, other), high(user, other)));
    }

    private static String low(String user, String other) {
        return user.compareTo(other) < 0 ? user : other;
    }

    private static String high(String user, String other) {
        return user.compareTo(other) < 0 ? other : user;
    }
}
