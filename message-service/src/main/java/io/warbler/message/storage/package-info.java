/// Rows of the message path in Cassandra and their cache in Redis.
@NullMarked
package io.warbler.message.storage;

import org.jspecify.annotations.NullMarked;
