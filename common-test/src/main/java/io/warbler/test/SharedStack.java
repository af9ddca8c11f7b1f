package io.warbler.test;

import com.datastax.oss.driver.api.core.CqlSession;
import io.lettuce.core.RedisClient;
import io.warbler.migrator.CassandraTarget;
import io.warbler.migrator.Replication;
import io.warbler.migrator.TopicMigrator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.UUID;

/// The servers of this test JVM and the connections that make and drop what a test class owns.
final class SharedStack implements AutoCloseable {

    private final RunningStack servers;
    private final CqlSession schemaSession;
    private final TopicMigrator topicMigrator;
    private final RedisClient redisClient;
    private final Path clusterToken;

    private SharedStack(RunningStack servers) {
        this.servers = servers;
        this.schemaSession = target(servers.addresses(), "unused_").open();
        this.topicMigrator = new TopicMigrator(servers.addresses().kafka());
        this.redisClient = RedisClient.create("redis://" + servers.addresses().redis());
        this.clusterToken = writeClusterToken();
    }

    static SharedStack start() {
        return new SharedStack(RunningStack.provide(System.getenv()));
    }

    StackAddresses addresses() {
        return servers.addresses();
    }

    CqlSession schemaSession() {
        return schemaSession;
    }

    TopicMigrator topicMigrator() {
        return topicMigrator;
    }

    RedisClient redisClient() {
        return redisClient;
    }

    Path clusterToken() {
        return clusterToken;
    }

    static CassandraTarget target(StackAddresses addresses, String keyspacePrefix) {
        return new CassandraTarget(
                addresses.cassandra(), StackAddresses.DATACENTER, keyspacePrefix, Replication.SINGLE);
    }

    @Override
    public void close() {
        redisClient.shutdown();
        topicMigrator.close();
        schemaSession.close();
        servers.close();
    }

    private static Path writeClusterToken() {
        try {
            var file = Files.createTempFile(
                    "warbler-cluster-token",
                    "",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            file.toFile().deleteOnExit();
            return Files.writeString(file, UUID.randomUUID().toString() + UUID.randomUUID());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
