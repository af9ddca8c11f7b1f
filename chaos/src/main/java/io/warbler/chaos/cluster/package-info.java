/// A cluster of real processes of this machine that may be broken in every way.
@NullMarked
package io.warbler.chaos.cluster;

import org.jspecify.annotations.NullMarked;
