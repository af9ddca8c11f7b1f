/// Links between two processes that can be cut.
@NullMarked
package io.warbler.chaos.proxy;

import org.jspecify.annotations.NullMarked;
