/** The names of the topics. */
@NullMarked
package io.warbler.boot.kafka;

import org.jspecify.annotations.NullMarked;
