/// Real Kafka, Cassandra and Redis, and the services of Warbler, as processes on this machine.
///
/// `process`: start, find again and stop a process. `server`: the three servers. `service`: the five services.
/// `cli`: the commands of `./warbler`.
@NullMarked
package io.warbler.stack;

import org.jspecify.annotations.NullMarked;
