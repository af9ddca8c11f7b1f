/** The prefix of the keys in Redis, and a connection that never makes anybody wait. */
@NullMarked
package io.warbler.boot.redis;

import org.jspecify.annotations.NullMarked;
