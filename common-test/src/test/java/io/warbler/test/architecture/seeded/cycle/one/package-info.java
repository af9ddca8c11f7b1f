/// Half of a cycle.
@NullMarked
package io.warbler.test.architecture.seeded.cycle.one;

import org.jspecify.annotations.NullMarked;
