/// When users left: reported by gateways, kept for good.
@NullMarked
package io.warbler.presence.lastseen;

import org.jspecify.annotations.NullMarked;
