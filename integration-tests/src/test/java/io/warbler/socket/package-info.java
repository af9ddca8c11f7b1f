/// The document of the socket: it says what the frames are, and what it says happens.
@NullMarked
package io.warbler.socket;

import org.jspecify.annotations.NullMarked;
