/// Tells gateway nodes of events and verdicts.
@NullMarked
package io.warbler.message.fanout;

import org.jspecify.annotations.NullMarked;
