/** The gateway under test, stand-ins for the services behind it, and a client that can misbehave. */
@NullMarked
package io.warbler.gateway.kit;

import org.jspecify.annotations.NullMarked;
