/// Warbler: its stack, its users, its protocol.
@NullMarked
package io.warbler.bench.warbler;

import org.jspecify.annotations.NullMarked;
