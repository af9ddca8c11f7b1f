package io.warbler.boot.redis;

import io.lettuce.core.RedisChannelHandler;
import io.lettuce.core.RedisConnectionStateListener;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import java.net.SocketAddress;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Which process of Redis the one connection leads to, and which history of data it has: asked on every connect and
/// then again and again, unknown from the disconnect on.
///
/// The process alone does not tell: a master that was demoted, took over what another one had, and is promoted again
/// is the same process with other data. Each promotion begins a history under a new replication id.
final class RedisProcess implements RedisConnectionStateListener {

    private static final Logger log = LoggerFactory.getLogger(RedisProcess.class);
    private static final Pattern RUN_ID = line("run_id");
    private static final Pattern ROLE = line("role");
    private static final Pattern HISTORY = line("master_replid");

    /// Guarded by `this`; nothing blocks while it is held.
    private Optional<String> name = Optional.empty();

    private Optional<StatefulRedisConnection<?, ?>> connection = Optional.empty();
    /// An answer that belongs to an earlier connect is ignored.
    private long connects;

    private boolean isAsking;
    private boolean isAnswered;

    /// Empty while it is not known, or no master.
    synchronized Optional<String> name() {
        return name;
    }

    @Override
    public void onRedisConnected(RedisChannelHandler<?, ?> connected, SocketAddress socketAddress) {
        changed(connected instanceof StatefulRedisConnection<?, ?> asked ? Optional.of(asked) : Optional.empty());
        ask();
    }

    @Override
    public void onRedisDisconnected(RedisChannelHandler<?, ?> disconnected) {
        changed(Optional.empty());
    }

    /// Asks again, unless an answer is under way. Never blocks.
    void ask() {
        long connect;
        RedisAsyncCommands<?, ?> commands;
        synchronized (this) {
            if (isAsking || connection.isEmpty()) {
                return;
            }
            isAsking = true;
            connect = connects;
            commands = connection.get().async();
        }
        var _ = commands.info("server")
                .thenCombine(commands.info("replication"), (server, replication) -> name(server + "\n" + replication))
                .whenComplete((answer, failure) -> {
                    if (failure == null) {
                        answered(connect, answer);
                    } else if (answered(connect, Optional.empty())) {
                        log.atWarn()
                                .addKeyValue("failure", failure.toString())
                                .log("Redis does not say which process it is");
                    }
                });
    }

    private static Optional<String> name(String info) {
        boolean isMaster = find(ROLE, info).equals(Optional.of("master"));
        return find(RUN_ID, info)
                .flatMap(process -> find(HISTORY, info).map(history -> process + ":" + history))
                .filter(_ -> isMaster);
    }

    private static Optional<String> find(Pattern line, String info) {
        return Optional.of(line.matcher(info)).filter(Matcher::find).map(it -> it.group(1));
    }

    private static Pattern line(String field) {
        return Pattern.compile("^" + field + ":(\\w+)\\r?$", Pattern.MULTILINE);
    }

    private synchronized void changed(Optional<StatefulRedisConnection<?, ?>> to) {
        name = Optional.empty();
        connection = to;
        isAsking = false;
        isAnswered = false;
        connects++;
    }

    /// Whether it is news: the first answer on this connect, or another one than before.
    private synchronized boolean answered(long connect, Optional<String> answer) {
        if (connect != connects) {
            return false;
        }
        boolean isNews = !isAnswered || !name.equals(answer);
        name = answer;
        isAnswered = true;
        isAsking = false;
        return isNews;
    }
}
