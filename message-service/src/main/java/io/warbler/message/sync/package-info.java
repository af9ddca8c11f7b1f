/// Catching up after an absence, at the cost of what changed.
@NullMarked
package io.warbler.message.sync;

import org.jspecify.annotations.NullMarked;
