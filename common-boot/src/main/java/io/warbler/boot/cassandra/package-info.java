/** The service's Cassandra session: keyspace, waiting at start, schema in readiness. */
@NullMarked
package io.warbler.boot.cassandra;

import org.jspecify.annotations.NullMarked;
