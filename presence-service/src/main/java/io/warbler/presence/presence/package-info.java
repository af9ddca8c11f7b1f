/// Presence: derived from the routes that gateways keep in Redis, told to friends only.
@NullMarked
package io.warbler.presence.presence;

import org.jspecify.annotations.NullMarked;
