/// Scenarios over the whole cluster: every service, Kafka, Cassandra and Redis as processes of their own.
@NullMarked
package io.warbler.scenario;

import org.jspecify.annotations.NullMarked;
