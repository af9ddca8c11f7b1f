/// WebSocket clients on one event loop, the same for every protocol.
@NullMarked
package io.warbler.bench.socket;

import org.jspecify.annotations.NullMarked;
