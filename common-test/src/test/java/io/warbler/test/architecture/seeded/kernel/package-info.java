/// A kernel that knows a framework.
@NullMarked
package io.warbler.test.architecture.seeded.kernel;

import org.jspecify.annotations.NullMarked;
