/** The node's delivery partition: decode once, encode once, hand to event loops. */
@NullMarked
package io.warbler.gateway.delivery;

import org.jspecify.annotations.NullMarked;
