/// Owns partitions of the log: polls, decides, stores, fans out, checkpoints.
@NullMarked
package io.warbler.message.ownership;

import org.jspecify.annotations.NullMarked;
