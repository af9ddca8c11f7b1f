/// Reads messages and the state of conversations: cached where the cache can be trusted, stored otherwise, and never
/// anything above a hole.
@NullMarked
package io.warbler.message.history;

import org.jspecify.annotations.NullMarked;
