/** Typing: signals on their way to message-service. */
@NullMarked
package io.warbler.gateway.typing;

import org.jspecify.annotations.NullMarked;
