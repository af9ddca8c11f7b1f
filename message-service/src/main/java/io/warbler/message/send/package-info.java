/** Sends over REST: one append, and the verdict comes back to the node that asked. */
@NullMarked
package io.warbler.message.send;

import org.jspecify.annotations.NullMarked;
