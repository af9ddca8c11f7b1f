package io.warbler.test;

import com.datastax.oss.driver.api.core.CqlSession;
import io.lettuce.core.KeyScanCursor;
import io.lettuce.core.ScanArgs;
import io.lettuce.core.ScanCursor;
import io.warbler.migrator.CassandraTarget;
import io.warbler.migrator.SchemaMigrator;
import io.warbler.migrator.TopicLayout;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/// What one test class sees of the stack, or those that share it: addresses, and names that no other class has.
///
/// Everything made through it is dropped when the class ends, or the last of those.
public final class StackConnection implements AutoCloseable {

    /// Small, so that making and dropping topics is quick; services read the numbers from `log_layout`.
    public static final TopicLayout TEST_LAYOUT = new TopicLayout(4, 2, 2, 1);

    private final SharedStack stack;
    private final String name = "t" + UUID.randomUUID().toString().substring(0, 8);
    private final SchemaMigrator schema;
    private final Set<String> services = new LinkedHashSet<>();
    private final Map<String, CqlSession> sessionsByService = new HashMap<>();
    private final SequencedMap<Class<?>, AutoCloseable> sharedByType = new LinkedHashMap<>();
    private boolean hasTopics;

    StackConnection(SharedStack stack) {
        this.stack = stack;
        this.schema = new SchemaMigrator(stack.schemaSession(), target());
    }

    /// Kafka's bootstrap servers, `host:port`.
    public String kafka() {
        return stack.addresses().kafka();
    }

    /// Cassandra's contact point, `host:port`.
    public String cassandra() {
        return stack.addresses().cassandra();
    }

    public String datacenter() {
        return StackAddresses.DATACENTER;
    }

    public String redisHost() {
        return StackAddresses.hostOf(stack.addresses().redis());
    }

    public int redisPort() {
        return StackAddresses.portOf(stack.addresses().redis());
    }

    /// Before `auth`, `message`, `friend`, `presence`.
    public String keyspacePrefix() {
        return name + "_";
    }

    /// Before `log`, `delivery`, `signals`, `revocations`.
    public String topicPrefix() {
        return name + ".";
    }

    /// Before every key.
    public String redisPrefix() {
        return name + ":";
    }

    /// Creates the keyspaces of these services; message also gets its layout row.
    public void migrate(String... names) {
        migrate(TEST_LAYOUT, names);
    }

    public void migrate(TopicLayout layout, String... names) {
        for (String service : names) {
            services.add(service);
            schema.migrate(service, layout);
        }
    }

    /// Creates the topics.
    public void createTopics() {
        createTopics(TEST_LAYOUT);
    }

    public void createTopics(TopicLayout layout) {
        hasTopics = true;
        stack.topicMigrator().migrate(topicPrefix(), layout);
    }

    /// A session in the keyspace of a service, shared by the class and closed after it.
    public CqlSession session(String service) {
        return sessionsByService.computeIfAbsent(service, target()::open);
    }

    /// Settings for an application under test: addresses, names, free ports, a cluster token.
    public Map<String, String> springProperties() {
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put("spring.kafka.bootstrap-servers", kafka());
        properties.put("spring.cassandra.contact-points", cassandra());
        properties.put("spring.cassandra.local-datacenter", datacenter());
        properties.put("spring.data.redis.host", redisHost());
        properties.put("spring.data.redis.port", Integer.toString(redisPort()));
        properties.put("warbler.cassandra.keyspace-prefix", keyspacePrefix());
        properties.put("warbler.kafka.topic-prefix", topicPrefix());
        properties.put("warbler.redis.key-prefix", redisPrefix());
        properties.put("warbler.cluster.token-file", stack.clusterToken().toString());
        properties.put("server.port", "0");
        properties.put("spring.grpc.server.port", "0");
        return Map.copyOf(properties);
    }

    /// The one of its kind that all classes with this connection use, an application perhaps: made for the first,
    /// closed
    /// with the connection. Called by one thread.
    public <T extends AutoCloseable> T shared(Class<T> type, Function<StackConnection, T> maker) {
        AutoCloseable known = sharedByType.get(type);
        if (known != null) {
            return type.cast(known);
        }
        // what the maker shares in its turn is made before, and closed after
        T made = maker.apply(this);
        sharedByType.put(type, made);
        return made;
    }

    @Override
    public void close() {
        sharedByType.sequencedValues().reversed().forEach(StackConnection::closeOrFail);
        sessionsByService.values().forEach(CqlSession::close);
        services.forEach(schema::drop);
        if (hasTopics) {
            stack.topicMigrator().drop(topicPrefix());
        }
        dropKeys();
    }

    private static void closeOrFail(AutoCloseable closeable) {
        try {
            closeable.close();
        } catch (Exception e) {
            throw new IllegalStateException(closeable + " (expected: to close)", e);
        }
    }

    private CassandraTarget target() {
        return SharedStack.target(stack.addresses(), keyspacePrefix());
    }

    private void dropKeys() {
        try (var connection = stack.redisClient().connect()) {
            var matching = ScanArgs.Builder.matches(redisPrefix() + "*").limit(1_000);
            ScanCursor cursor = ScanCursor.INITIAL;
            while (!cursor.isFinished()) {
                KeyScanCursor<String> page = connection.sync().scan(cursor, matching);
                if (!page.getKeys().isEmpty()) {
                    connection.sync().del(page.getKeys().toArray(String[]::new));
                }
                cursor = page;
            }
        }
    }
}
