/// What the system says about processes and the machine.
@NullMarked
package io.warbler.bench.system;

import org.jspecify.annotations.NullMarked;
