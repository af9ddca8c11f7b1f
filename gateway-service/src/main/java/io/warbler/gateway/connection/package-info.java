/** One small object per socket: limits, heartbeat, pending requests, slow readers, close codes. */
@NullMarked
package io.warbler.gateway.connection;

import org.jspecify.annotations.NullMarked;
