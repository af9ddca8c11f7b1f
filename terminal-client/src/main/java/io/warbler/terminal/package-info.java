/// The chat in a terminal, and in a pipe.
@NullMarked
package io.warbler.terminal;

import org.jspecify.annotations.NullMarked;
