/** Integrators: who they are, and tokens for them (RFC 6749, section 4.4). */
@NullMarked
package io.warbler.auth.integrator;

import org.jspecify.annotations.NullMarked;
