/** Frames on the wire: both subprotocols, reading with exact refusals, encoding once. */
@NullMarked
package io.warbler.gateway.frame;

import org.jspecify.annotations.NullMarked;
