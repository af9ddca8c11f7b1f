/// Proofs that the rules of the build can fail.
@NullMarked
package io.warbler.test.architecture;

import org.jspecify.annotations.NullMarked;
