/// Habits that the rules refuse.
@NullMarked
package io.warbler.test.architecture.seeded.habits;

import org.jspecify.annotations.NullMarked;
