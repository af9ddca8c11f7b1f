package io.warbler.message.change;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.Row;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.ScanIterator;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.codec.ByteArrayCodec;
import io.warbler.test.StackConnection;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Looks for a text in every column of every table of message-service, and in every value of Redis.
final class Traces implements AutoCloseable {

    private final CqlSession session;
    private final RedisClient redis;
    private final RedisCommands<byte[], byte[]> commands;

    Traces(StackConnection stack) {
        session = stack.session("message");
        redis = RedisClient.create(RedisURI.create(stack.redisHost(), stack.redisPort()));
        commands = redis.connect(ByteArrayCodec.INSTANCE).sync();
    }

    /// Where the text is.
    List<String> of(String text) {
        List<String> found = new ArrayList<>();
        List<String> tables = tables();
        if (!tables.contains("messages")) {
            throw new IllegalStateException("tables: " + tables + " (expected: those of message-service)");
        }
        for (String table : tables) {
            for (Row row : session.execute("SELECT * FROM " + table)) {
                addTraces(row, table, text, found);
            }
        }
        ScanIterator.scan(commands).forEachRemaining(key -> {
            if (isIn(valueOf(key), text)) {
                found.add("Redis " + latin(key));
            }
        });
        return found;
    }

    /// Lets the next owner replay the log from its beginning, as after a restore of an old backup.
    void rewindCheckpoints() {
        List<Row> checkpoints = session.execute("SELECT log_partition, generation FROM checkpoints")
                .all();
        session.execute("TRUNCATE checkpoints");
        session.execute("TRUNCATE reaches");
        for (Row row : checkpoints) {
            session.execute(
                    "INSERT INTO checkpoints (log_partition, generation, log_offset) VALUES (?, ?, 0) USING TIMESTAMP 0",
                    row.getInt("log_partition"),
                    row.getInt("generation"));
        }
    }

    private List<String> tables() {
        String keyspace = session.getKeyspace().orElseThrow().asInternal();
        return session
                .execute("SELECT table_name FROM system_schema.tables WHERE keyspace_name = ?", keyspace)
                .all()
                .stream()
                .map(row -> String.valueOf(row.getString("table_name")))
                .toList();
    }

    private static void addTraces(Row row, String table, String text, List<String> found) {
        for (var column : row.getColumnDefinitions()) {
            ByteBuffer bytes = row.getBytesUnsafe(column.getName());
            if (bytes != null && isIn(bytes, text)) {
                found.add(table + "." + column.getName());
            }
        }
    }

    /// Nothing for a key that is gone by now: other tests use the same Redis.
    private List<byte[]> valueOf(byte[] key) {
        return switch (commands.type(key)) {
            case "hash" -> commands.hvals(key);
            case "string" -> Stream.ofNullable(commands.get(key)).toList();
            default -> Stream.ofNullable(commands.dump(key)).toList();
        };
    }

    private static boolean isIn(List<byte[]> values, String text) {
        return values.stream().anyMatch(it -> latin(it).contains(text));
    }

    private static boolean isIn(ByteBuffer value, String text) {
        byte[] bytes = new byte[value.remaining()];
        value.duplicate().get(bytes);
        return latin(bytes).contains(text);
    }

    private static String latin(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    @Override
    public void close() {
        redis.shutdown();
    }
}
