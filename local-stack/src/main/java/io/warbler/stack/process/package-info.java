/// Starts a process, finds it again and stops it, by pid and start time.
@NullMarked
package io.warbler.stack.process;

import org.jspecify.annotations.NullMarked;
