package io.warbler.presence.lastseen;

import com.datastax.oss.driver.api.core.ConsistencyLevel;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DriverException;
import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import io.warbler.kernel.UserId;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.springframework.stereotype.Component;

/// The rows of `last_seen`: a max-register per user. The write time of a row is the time it tells, so that the latest
/// departure stays, whatever the order and however often it is reported.
@Component
public final class LastSeen {

    private static final String WRITE = "INSERT INTO last_seen (user, at) VALUES (:user, :at) USING TIMESTAMP :micros";
    private static final String READ = "SELECT at FROM last_seen WHERE user = ?";
    private static final int MAX_IN_FLIGHT = 128;

    private final CqlSession session;
    private final PreparedStatement write;
    private final PreparedStatement read;

    LastSeen(CqlSession session) {
        this.session = session;
        this.write = session.prepare(quorum(WRITE));
        this.read = session.prepare(quorum(READ));
    }

    /// When it returns, all times are durable.
    public void report(Map<UserId, Instant> departures) {
        forEach(departures.keySet(), user -> {
            Instant at = departures.getOrDefault(user, Instant.EPOCH);
            return session.executeAsync(write.bind()
                    .setString("user", user.value())
                    .setInstant("at", at)
                    .setLong("micros", at.toEpochMilli() * 1_000));
        });
    }

    /// The times of those who were ever seen.
    public Map<UserId, Instant> of(Collection<UserId> users) {
        Map<UserId, Instant> times = new HashMap<>();
        forEach(users, user -> session.executeAsync(read.bind(user.value()))).forEach((user, result) -> {
            Row row = result.one();
            Instant at = row == null ? null : row.getInstant("at");
            if (at != null) {
                times.put(user, at);
            }
        });
        return times;
    }

    /// In parallel, but not so many at a time that the node is flooded.
    private static Map<UserId, AsyncResultSet> forEach(
            Collection<UserId> users, Function<UserId, CompletionStage<AsyncResultSet>> query) {
        Map<UserId, AsyncResultSet> results = new HashMap<>();
        Map<UserId, CompletionStage<AsyncResultSet>> open = new LinkedHashMap<>();
        for (UserId user : users) {
            open.put(user, query.apply(user));
            if (open.size() == MAX_IN_FLIGHT) {
                open.forEach((key, stage) -> results.put(key, await(stage)));
                open.clear();
            }
        }
        open.forEach((key, stage) -> results.put(key, await(stage)));
        return results;
    }

    private static AsyncResultSet await(CompletionStage<AsyncResultSet> stage) {
        try {
            return stage.toCompletableFuture().join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof DriverException failure ? failure.copy() : e;
        }
    }

    private static SimpleStatement quorum(String cql) {
        return SimpleStatement.newInstance(cql)
                .setConsistencyLevel(ConsistencyLevel.LOCAL_QUORUM)
                .setIdempotent(true);
    }
}
