/// Tests of processes.
@NullMarked
package io.warbler.stack.process;

import org.jspecify.annotations.NullMarked;
