/// Decides from a run's evidence alone whether the promises were kept. Pure: the same evidence, the same verdict.
@NullMarked
package io.warbler.chaos.check;

import org.jspecify.annotations.NullMarked;
