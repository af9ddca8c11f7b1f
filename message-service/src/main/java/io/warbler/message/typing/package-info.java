/// Typing: signals that are checked, coalesced, told to the other members and forgotten.
@NullMarked
package io.warbler.message.typing;

import org.jspecify.annotations.NullMarked;
