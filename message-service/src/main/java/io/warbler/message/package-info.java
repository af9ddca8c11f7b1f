/// message-service: conversations, the log and everything that follows from it.
@NullMarked
package io.warbler.message;

import org.jspecify.annotations.NullMarked;
