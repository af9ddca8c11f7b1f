/** auth-service: users, credentials, sessions, access tokens, WebSocket tickets. */
@NullMarked
package io.warbler.auth;

import org.jspecify.annotations.NullMarked;
