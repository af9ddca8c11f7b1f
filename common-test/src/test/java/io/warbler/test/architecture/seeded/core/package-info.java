/// A core that is not pure.
@NullMarked
package io.warbler.test.architecture.seeded.core;

import org.jspecify.annotations.NullMarked;
