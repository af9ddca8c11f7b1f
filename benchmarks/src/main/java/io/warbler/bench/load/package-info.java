/// One load generator for every protocol: when to send, what came back, how late.
@NullMarked
package io.warbler.bench.load;

import org.jspecify.annotations.NullMarked;
