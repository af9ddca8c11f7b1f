/// The commands of `./warbler` that are better in Java than in a script.
@NullMarked
package io.warbler.stack.cli;

import org.jspecify.annotations.NullMarked;
