/// Nothing to refuse.
@NullMarked
package io.warbler.test.architecture.seeded.clean;

import org.jspecify.annotations.NullMarked;
