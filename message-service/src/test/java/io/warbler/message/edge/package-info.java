/// The doors of message-service on real stores, without owners of the log: tests write rows as an owner would.
@NullMarked
package io.warbler.message.edge;

import org.jspecify.annotations.NullMarked;
