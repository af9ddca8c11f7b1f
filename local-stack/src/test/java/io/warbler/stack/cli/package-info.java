/// Tests of commands.
@NullMarked
package io.warbler.stack.cli;

import org.jspecify.annotations.NullMarked;
