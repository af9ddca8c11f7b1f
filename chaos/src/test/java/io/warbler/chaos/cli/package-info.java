/// Tests of the command.
@NullMarked
package io.warbler.chaos.cli;

import org.jspecify.annotations.NullMarked;
