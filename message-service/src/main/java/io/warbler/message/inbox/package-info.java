/// A user's conversations by last activity, with what is unread.
@NullMarked
package io.warbler.message.inbox;

import org.jspecify.annotations.NullMarked;
