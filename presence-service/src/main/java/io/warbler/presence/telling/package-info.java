/// Telling watchers of changes: collected for a moment, then one delivery record per gateway node concerned.
@NullMarked
package io.warbler.presence.telling;

import org.jspecify.annotations.NullMarked;
