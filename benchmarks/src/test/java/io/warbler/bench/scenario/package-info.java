@NullMarked
package io.warbler.bench.scenario;

import org.jspecify.annotations.NullMarked;
