package io.warbler.bench.warbler;

import com.google.protobuf.ByteString;
import io.warbler.bench.load.Client;
import io.warbler.bench.load.Driver;
import io.warbler.bench.load.Observer;
import io.warbler.bench.socket.Endpoint;
import io.warbler.bench.socket.SocketClients;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/// Warbler's own protocol, `warbler.v1.proto`.
final class WarblerDriver implements Driver {

    private static final long HEARTBEAT_SECONDS = 15;

    private final List<Endpoint> endpoints;
    private final SocketClients clients;
    private final PreparedUsers users;
    // both of the event loop alone
    private final Set<WarblerConnection> open = new HashSet<>();
    private final Map<Integer, ByteString> syncTokens = new HashMap<>();

    /// Clients of these gateways: each user of one of them, in turn.
    WarblerDriver(List<Endpoint> endpoints, SocketClients clients, PreparedUsers users) {
        this.endpoints = List.copyOf(endpoints);
        this.clients = clients;
        this.users = users;
        var _ = clients.loop()
                .scheduleWithFixedDelay(
                        () -> open.forEach(WarblerConnection::heartbeat),
                        HEARTBEAT_SECONDS,
                        HEARTBEAT_SECONDS,
                        TimeUnit.SECONDS);
    }

    @Override
    public CompletionStage<Client> connect(int user, Observer observer) {
        var endpoint = endpoints.get(user % endpoints.size());
        var connection = new WarblerConnection(endpoint, user, users, observer, open, syncTokens);
        connection.open(clients);
        return connection.ready();
    }
}
