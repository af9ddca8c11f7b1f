/// Heads and tails of conversations in Redis: a cache that may be lost at any moment.
@NullMarked
package io.warbler.message.cache;

import org.jspecify.annotations.NullMarked;
