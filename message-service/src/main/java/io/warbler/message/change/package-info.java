/// Changes of messages over REST: edits, deletions, reactions, pins; and who did what.
@NullMarked
package io.warbler.message.change;

import org.jspecify.annotations.NullMarked;
