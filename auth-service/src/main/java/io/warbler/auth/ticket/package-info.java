/** Single-use tickets for WebSocket connections, and the door for other services. */
@NullMarked
package io.warbler.auth.ticket;

import org.jspecify.annotations.NullMarked;
