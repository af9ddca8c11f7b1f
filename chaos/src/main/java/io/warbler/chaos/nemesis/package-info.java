/// Faults, and who injects them one after the other.
@NullMarked
package io.warbler.chaos.nemesis;

import org.jspecify.annotations.NullMarked;
