@NullMarked
package io.warbler.bench.load;

import org.jspecify.annotations.NullMarked;
