@NullMarked
package io.warbler.bench.warbler;

import org.jspecify.annotations.NullMarked;
