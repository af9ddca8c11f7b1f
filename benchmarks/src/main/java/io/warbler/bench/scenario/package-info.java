/// What is measured, and how.
@NullMarked
package io.warbler.bench.scenario;

import org.jspecify.annotations.NullMarked;
