/// Blocks: set, take back, list.
@NullMarked
package io.warbler.friend.block;

import org.jspecify.annotations.NullMarked;
