/// Tests of what clients write down.
@NullMarked
package io.warbler.chaos.workload;

import org.jspecify.annotations.NullMarked;
