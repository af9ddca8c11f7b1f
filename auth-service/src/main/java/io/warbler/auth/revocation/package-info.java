/** Telling every gateway node that a session was revoked. */
@NullMarked
package io.warbler.auth.revocation;

import org.jspecify.annotations.NullMarked;
