@NullMarked
package io.warbler.presence.presence;

import org.jspecify.annotations.NullMarked;
