/// Behind the command `./warbler bench`.
@NullMarked
package io.warbler.bench.cli;

import org.jspecify.annotations.NullMarked;
