/** A WebSocket client that can do everything wrong, for tests of what a server does then. */
@NullMarked
package io.warbler.sdk.raw;

import org.jspecify.annotations.NullMarked;
