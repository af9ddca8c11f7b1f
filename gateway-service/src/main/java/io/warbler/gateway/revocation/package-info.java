/** Sessions that ended before their time: their sockets close, their access tokens are refused. */
@NullMarked
package io.warbler.gateway.revocation;

import org.jspecify.annotations.NullMarked;
