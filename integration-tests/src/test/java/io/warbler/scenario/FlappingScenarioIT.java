package io.warbler.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.warbler.sdk.ConnectionState;
import io.warbler.sdk.Presence.State;
import io.warbler.test.Extent;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A user with 200 friends of whom 5 watch costs what 5 watchers cost, however often the user comes and goes.
@Tag(Extent.LONG)
@Tag("I13")
class FlappingScenarioIT {

    private static final Logger log = LoggerFactory.getLogger(FlappingScenarioIT.class);
    private static final int FRIENDS = 200;
    private static final int WATCHERS = 5;
    private static final int GATEWAYS = 2;
    private static final int FLAPS = 25;
    private static final long WINDOW_MILLIS = 300;

    private final Cluster cluster = Cluster.shared();

    @Test
    void everyWindowCostsAtMostOneDeliveryPerWatcher() {
        var flapper = Person.register(cluster, "flapper");
        List<Person> friends = friendsOf(flapper);
        List<RecordingDevice> watchers = IntStream.range(0, friends.size())
                .mapToObj(i -> friends.get(i)
                        .device(cluster, "gateway-" + (1 + i % GATEWAYS))
                        .connect()
                        .watch(flapper))
                .toList();
        Cost before = Cost.read(cluster);
        long begin = System.nanoTime();

        try (var device = flapper.device(cluster, "gateway-2").connect()) {
            for (int flap = 1; flap <= FLAPS; flap++) {
                int seen = flap;
                await().pollInterval(Duration.ofMillis(5)).until(() -> logins(device) >= seen);
                device.client().dropConnection();
            }
            await().until(() -> logins(device) > FLAPS);
            watchers.forEach(watcher -> await().until(() -> watcher.stateOf(flapper) == State.ONLINE));
        }
        watchers.forEach(watcher -> await().until(() -> watcher.stateOf(flapper) == State.OFFLINE));

        long windows = 1 + (System.nanoTime() - begin) / 1_000_000 / WINDOW_MILLIS;
        Cost cost = Cost.read(cluster).since(before);
        watchers.forEach(RecordingDevice::close);
        log.atInfo()
                .addKeyValue("changes", 2 * (FLAPS + 1))
                .addKeyValue("windows", windows)
                .addKeyValue("cost", cost)
                .log("Flapped");
        assertThat(cost.records()).isBetween(1.0 * GATEWAYS, (double) GATEWAYS * windows);
        assertThat(cost.told()).isBetween(2.0 * WATCHERS, (double) WATCHERS * windows);
    }

    /// The watchers are people; of the others there is what friend-service keeps of them.
    private List<Person> friendsOf(Person person) {
        List<Person> watchers = IntStream.range(0, WATCHERS)
                .mapToObj(i -> Person.register(cluster, "friend" + i))
                .toList();
        watchers.forEach(watcher -> Person.befriend(cluster, person, watcher));
        try (var session = cluster.keyspaceOf("friend")) {
            for (int i = WATCHERS; i < FRIENDS; i++) {
                session.execute("INSERT INTO friends_by_user (user, friend) VALUES (?, ?)", person.id(), userId());
            }
        }
        try (var api = person.api(cluster)) {
            assertThat(api.relations().friends()).hasSize(FRIENDS);
        }
        return watchers;
    }

    private static String userId() {
        return "u" + UUID.randomUUID().toString().replace("-", "");
    }

    private static long logins(RecordingDevice device) {
        return device.states().stream()
                .filter(ConnectionState.Online.class::isInstance)
                .count();
    }

    /// What was published for gateways, and what went to sockets.
    private record Cost(double records, double told) {

        static Cost read(Cluster cluster) {
            return new Cost(
                    cluster.metrics().sum("presence", "warbler_presence_telling_records_total"),
                    cluster.metrics().sum("gateway", "warbler_gateway_presence_told_total"));
        }

        Cost since(Cost before) {
            return new Cost(records - before.records, told - before.told);
        }
    }
}
