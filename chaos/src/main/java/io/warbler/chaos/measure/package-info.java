/// What a run measures: counts, latencies by the second.
@NullMarked
package io.warbler.chaos.measure;

import org.jspecify.annotations.NullMarked;
