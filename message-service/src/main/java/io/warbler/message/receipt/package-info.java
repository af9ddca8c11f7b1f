/// How far users have read and received: markers, what they leave unread, and telling others of them.
@NullMarked
package io.warbler.message.receipt;

import org.jspecify.annotations.NullMarked;
