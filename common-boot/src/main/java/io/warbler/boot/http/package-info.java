/** Bounds on HTTP requests. */
@NullMarked
package io.warbler.boot.http;

import org.jspecify.annotations.NullMarked;
