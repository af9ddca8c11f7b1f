/// Kafka, Cassandra and Redis on loopback, from jars and the system's redis-server.
@NullMarked
package io.warbler.stack.server;

import org.jspecify.annotations.NullMarked;
