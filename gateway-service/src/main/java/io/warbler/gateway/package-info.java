/** Terminates TLS and WebSocket, routes REST, delivers to sockets. */
@NullMarked
package io.warbler.gateway;

import org.jspecify.annotations.NullMarked;
