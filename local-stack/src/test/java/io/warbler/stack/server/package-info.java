/// Tests of servers.
@NullMarked
package io.warbler.stack.server;

import org.jspecify.annotations.NullMarked;
