/// ejabberd on PostgreSQL: its processes, its users, XMPP over WebSocket.
@NullMarked
package io.warbler.bench.xmpp;

import org.jspecify.annotations.NullMarked;
