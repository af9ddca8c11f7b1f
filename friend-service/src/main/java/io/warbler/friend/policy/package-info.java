/// The truth about a pair of users, how it changes, and how each change reaches the log of their messages.
@NullMarked
package io.warbler.friend.policy;

import org.jspecify.annotations.NullMarked;
