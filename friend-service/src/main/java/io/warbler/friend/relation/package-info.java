/// Tells a user's devices what changed between them and others.
@NullMarked
package io.warbler.friend.relation;

import org.jspecify.annotations.NullMarked;
