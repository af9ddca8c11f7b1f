/// The door for gateways to everything that is read: history, sync, inbox, markers.
@NullMarked
package io.warbler.message.reading;

import org.jspecify.annotations.NullMarked;
