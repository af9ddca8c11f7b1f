/// Half of a cycle.
@NullMarked
package io.warbler.test.architecture.seeded.cycle.other;

import org.jspecify.annotations.NullMarked;
