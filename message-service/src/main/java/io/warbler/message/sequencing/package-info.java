/// Decides every record of the log: a pure function of it. No clock, no I/O, no configuration.
@NullMarked
package io.warbler.message.sequencing;

import org.jspecify.annotations.NullMarked;
