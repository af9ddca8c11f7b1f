/** Presence: reads of it, and reports of users who left this node. */
@NullMarked
package io.warbler.gateway.presence;

import org.jspecify.annotations.NullMarked;
