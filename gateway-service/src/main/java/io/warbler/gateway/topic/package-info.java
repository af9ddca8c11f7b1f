/** Reading topics without a group: every node reads for itself. */
@NullMarked
package io.warbler.gateway.topic;

import org.jspecify.annotations.NullMarked;
