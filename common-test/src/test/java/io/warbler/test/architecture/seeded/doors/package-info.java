/// Doors and components that the rules refuse.
@NullMarked
package io.warbler.test.architecture.seeded.doors;

import org.jspecify.annotations.NullMarked;
