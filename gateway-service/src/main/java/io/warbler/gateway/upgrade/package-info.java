/** The WebSocket handshake: takes a channel over from Reactor Netty and leaves a short pipeline. */
@NullMarked
package io.warbler.gateway.upgrade;

import org.jspecify.annotations.NullMarked;
