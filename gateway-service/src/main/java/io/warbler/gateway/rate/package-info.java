/** How often who may ask over REST: shared by all nodes through Redis, by each node alone while Redis is away. */
@NullMarked
package io.warbler.gateway.rate;

import org.jspecify.annotations.NullMarked;
