/// Incarnations of a partition of the log: what to do when the log was lost or cut.
@NullMarked
package io.warbler.message.generation;

import org.jspecify.annotations.NullMarked;
