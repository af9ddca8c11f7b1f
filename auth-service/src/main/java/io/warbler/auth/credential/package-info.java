/** Passwords: hashing within bounds, checking, throttling. */
@NullMarked
package io.warbler.auth.credential;

import org.jspecify.annotations.NullMarked;
