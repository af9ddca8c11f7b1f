/** Reads and marks: unary calls to message-service. */
@NullMarked
package io.warbler.gateway.reading;

import org.jspecify.annotations.NullMarked;
