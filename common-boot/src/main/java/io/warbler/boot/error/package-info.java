/** Errors with stable codes, told to HTTP clients as RFC 9457 problems. */
@NullMarked
package io.warbler.boot.error;

import org.jspecify.annotations.NullMarked;
