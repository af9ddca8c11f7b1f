@NullMarked
package io.warbler.bench.system;

import org.jspecify.annotations.NullMarked;
