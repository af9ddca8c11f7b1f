/// Tests of faults and of their injection.
@NullMarked
package io.warbler.chaos.nemesis;

import org.jspecify.annotations.NullMarked;
