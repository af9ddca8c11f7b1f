/// The command `./warbler chaos`.
@NullMarked
package io.warbler.chaos.cli;

import org.jspecify.annotations.NullMarked;
