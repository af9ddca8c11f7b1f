package io.warbler.test;

import java.util.List;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.cassandra.CassandraContainer;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.lifecycle.Startables;
import org.testcontainers.utility.DockerImageName;

/// Servers in containers, where a Docker engine answers.
record ContainerStack(KafkaContainer kafka, CassandraContainer cassandra, GenericContainer<?> redis)
        implements RunningStack {

    static final DockerImageName KAFKA_IMAGE = DockerImageName.parse("apache/kafka:4.2.1");
    static final DockerImageName CASSANDRA_IMAGE = DockerImageName.parse("cassandra:5.0.9");
    static final DockerImageName REDIS_IMAGE = DockerImageName.parse("redis:7.0.15");
    private static final int REDIS_PORT = 6379;

    static boolean isAvailable() {
        return DockerClientFactory.instance().isDockerAvailable();
    }

    static ContainerStack start() {
        var stack = describe();
        Startables.deepStart(List.of(stack.kafka, stack.cassandra, stack.redis)).join();
        return stack;
    }

    static ContainerStack describe() {
        return new ContainerStack(
                new KafkaContainer(KAFKA_IMAGE),
                new CassandraContainer(CASSANDRA_IMAGE),
                new GenericContainer<>(REDIS_IMAGE).withExposedPorts(REDIS_PORT));
    }

    @Override
    public StackAddresses addresses() {
        var contactPoint = cassandra.getContactPoint();
        return new StackAddresses(
                kafka.getBootstrapServers(),
                contactPoint.getHostString() + ":" + contactPoint.getPort(),
                redis.getHost() + ":" + redis.getMappedPort(REDIS_PORT));
    }

    @Override
    public void close() {
        redis.stop();
        cassandra.stop();
        kafka.stop();
    }
}
