package io.warbler.message.ownership;

import static org.awaitility.Awaitility.await;

import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import io.warbler.stack.process.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A Redis of the test's own, which it may kill.
final class OwnRedis implements AutoCloseable {

    private final int port = Ports.free();
    private final Path data;
    private final RedisClient client = RedisClient.create("redis://127.0.0.1:" + port);
    private Process process;

    OwnRedis(Path data) {
        this.data = data;
        process = launch();
    }

    int port() {
        return port;
    }

    void start() {
        process = launch();
    }

    /// It gets no chance to write anything down.
    void kill() {
        process.destroyForcibly().onExit().join();
    }

    void save() {
        ask(connection -> connection.sync().save());
    }

    String runId() {
        return info("server", "run_id:");
    }

    /// As readers know it.
    String name() {
        return runId() + ":" + info("replication", "master_replid:");
    }

    /// Becomes a replica and takes over what the master has; its clients stay connected.
    void follow(OwnRedis master) {
        ask(connection -> connection.sync().replicaof("127.0.0.1", master.port()));
        await().atMost(Duration.ofSeconds(20))
                .until(() -> info("replication", "master_link_status:").equals("up"));
    }

    /// Its clients stay connected.
    void promote() {
        ask(connection -> connection.sync().replicaofNoOne());
    }

    /// How many keys it read from disk when it was started.
    long keysLoaded() {
        return Long.parseLong(info("persistence", "rdb_last_load_keys_loaded:"));
    }

    @Nullable
    String hget(String key, String field) {
        try (var connection = client.connect()) {
            return connection.sync().hget(key, field);
        }
    }

    @Override
    public void close() {
        kill();
        client.close();
    }

    private Process launch() {
        try {
            var launched = new ProcessBuilder(
                            "redis-server",
                            "--bind",
                            "127.0.0.1",
                            "--port",
                            Integer.toString(port),
                            "--save",
                            "",
                            "--repl-diskless-sync-delay",
                            "0")
                    .directory(data.toFile())
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            await().atMost(Duration.ofSeconds(10))
                    .pollInterval(Duration.ofMillis(20))
                    .ignoreExceptions()
                    .until(() -> ask(connection -> connection.sync().ping()), "PONG"::equals);
            return launched;
        } catch (IOException e) {
            throw new UncheckedIOException("redis-server (expected: on the PATH)", e);
        }
    }

    private String info(String section, String name) {
        return ask(connection -> connection.sync().info(section))
                .lines()
                .filter(line -> line.startsWith(name))
                .map(line -> line.substring(name.length()))
                .findFirst()
                .orElseThrow();
    }

    private String ask(Function<StatefulRedisConnection<String, String>, String> question) {
        try (var connection = client.connect()) {
            return question.apply(connection);
        }
    }
}
