/// Tests of links.
@NullMarked
package io.warbler.chaos.proxy;

import org.jspecify.annotations.NullMarked;
