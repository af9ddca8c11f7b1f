/** The certificate and the TLS context of the one port. */
@NullMarked
package io.warbler.gateway.tls;

import org.jspecify.annotations.NullMarked;
