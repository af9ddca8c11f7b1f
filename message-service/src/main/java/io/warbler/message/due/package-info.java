/// What is due when: hints for the owners of log partitions.
@NullMarked
package io.warbler.message.due;

import org.jspecify.annotations.NullMarked;
