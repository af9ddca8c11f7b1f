/** Which instances of message-service exist, and which one a key belongs to. */
@NullMarked
package io.warbler.gateway.discovery;

import org.jspecify.annotations.NullMarked;
