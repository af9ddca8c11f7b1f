/// presence-service: who is online, and since when the others are not.
@NullMarked
package io.warbler.presence;

import org.jspecify.annotations.NullMarked;
