/** The first frame: redeems the ticket, registers the connection, waits for the route, welcomes. */
@NullMarked
package io.warbler.gateway.login;

import org.jspecify.annotations.NullMarked;
