package io.warbler.scenario;

import io.warbler.sdk.WarblerClient;
import io.warbler.sdk.rest.Credentials;
import io.warbler.sdk.rest.Device;
import io.warbler.sdk.rest.Endpoint;
import io.warbler.sdk.rest.FriendRequest;
import io.warbler.sdk.rest.User;
import io.warbler.sdk.rest.WarblerApi;
import java.nio.file.Path;
import java.util.UUID;

/// A registered user of the cluster under test.
record Person(User user, String password) {

    static Person register(Cluster cluster, String nick) {
        String name = nick + "-" + UUID.randomUUID().toString().substring(0, 8);
        String password = UUID.randomUUID().toString();
        try (var api = WarblerApi.of(endpoint(cluster, "gateway-1"))) {
            return new Person(api.register(name, password), password);
        }
    }

    static void befriend(Cluster cluster, Person one, Person other) {
        try (var first = one.api(cluster);
                var second = other.api(cluster)) {
            FriendRequest request = first.relations().request(other.id());
            second.relations().accept(request.id());
        }
    }

    String id() {
        return user.id();
    }

    /// The REST API, logged in.
    WarblerApi api(Cluster cluster) {
        return api(cluster, "gateway-1");
    }

    /// The same through one of the gateways.
    WarblerApi api(Cluster cluster, String gateway) {
        var api = WarblerApi.of(endpoint(cluster, gateway));
        api.login(new Credentials(user.name(), password), new Device(null, "test", "api"));
        return api;
    }

    /// A device that is not connected yet.
    RecordingDevice device(Cluster cluster, String gateway) {
        return device(cluster.url(gateway), cluster.certificate(), gateway);
    }

    /// The same at any address, with a name that people would see.
    RecordingDevice device(String url, Path certificate, String name) {
        return new RecordingDevice(listener -> WarblerClient.builder(url)
                .trust(certificate)
                .credentials(user.name(), password)
                .device("test", name)
                .fromTheBeginning()
                .listener(listener)
                .build());
    }

    static Endpoint endpoint(Cluster cluster, String gateway) {
        return Endpoint.trusting(cluster.url(gateway), cluster.certificate());
    }
}
