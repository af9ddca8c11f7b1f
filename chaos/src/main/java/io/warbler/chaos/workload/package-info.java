/// Real clients that talk to each other through every fault and write down what they see.
@NullMarked
package io.warbler.chaos.workload;

import org.jspecify.annotations.NullMarked;
