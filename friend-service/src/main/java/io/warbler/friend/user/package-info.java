/// Whether a user exists.
@NullMarked
package io.warbler.friend.user;

import org.jspecify.annotations.NullMarked;
