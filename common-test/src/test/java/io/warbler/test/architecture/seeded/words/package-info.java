/// Names that the rules refuse.
@NullMarked
package io.warbler.test.architecture.seeded.words;

import org.jspecify.annotations.NullMarked;
