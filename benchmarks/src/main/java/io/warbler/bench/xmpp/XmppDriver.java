package io.warbler.bench.xmpp;

import io.warbler.bench.load.Client;
import io.warbler.bench.load.Driver;
import io.warbler.bench.load.Observer;
import io.warbler.bench.socket.Endpoint;
import io.warbler.bench.socket.SocketClients;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/// XMPP over WebSocket, RFC 7395.
final class XmppDriver implements Driver {

    private final Endpoint endpoint;
    private final SocketClients clients;
    /// When each user last read the archive; of the event loop alone.
    private final Map<Integer, Instant> readUntil = new HashMap<>();

    private long connections;

    XmppDriver(Endpoint endpoint, SocketClients clients) {
        this.endpoint = endpoint;
        this.clients = clients;
    }

    static String name(int user) {
        return "bench-" + user;
    }

    @Override
    public CompletionStage<Client> connect(int user, Observer observer) {
        var connection =
                new XmppConnection(endpoint, user, "r" + connections++, observer, readUntil, Clock.systemUTC());
        connection.open(clients);
        return connection.ready();
    }
}
