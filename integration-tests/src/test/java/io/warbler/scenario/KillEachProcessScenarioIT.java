package io.warbler.scenario;

import io.warbler.sdk.SendResult;
import io.warbler.test.Extent;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Processes are killed in turn while messages flow, and started again: those on the path of a message, and every other
/// one, too, when all is wanted.
@Tag("I1")
@Tag("I2")
@Tag("I3")
@Tag("I10")
@Tag("I20")
class KillEachProcessScenarioIT {

    private static final List<String> ON_THE_PATH = List.of("gateway-1", "message-1", "redis", "kafka", "cassandra");

    private static final List<String> OTHERS = List.of("message-2", "gateway-2", "auth-1", "friend-1", "presence-1");

    private final Cluster cluster = Cluster.shared();

    @Test
    void nothingAckedIsLostDuplicatedOrReordered() {
        var alice = Person.register(cluster, "alice");
        var bob = Person.register(cluster, "bob");
        Person.befriend(cluster, alice, bob);

        try (var alicePhone = alice.device(cluster, "gateway-1").connect();
                var bobPhone = bob.device(cluster, "gateway-2").connect();
                var bobLaptop = bob.device(cluster, "gateway-1").connect();
                var traffic = new Traffic()) {
            traffic.begin(alicePhone, bob);
            traffic.begin(bobPhone, alice);
            for (String victim : victims()) {
                traffic.awaitAcks(20);
                cluster.kill(victim);
                cluster.restart(victim);
            }
            traffic.awaitAcks(20);
            Map<String, SendResult.Accepted> acks = traffic.end();

            String conversation = alicePhone.client().directConversation(bob.id());
            History.assertAllThere(acks, conversation, List.of(alicePhone, bobPhone, bobLaptop));
        }
    }

    private static List<String> victims() {
        return Stream.concat(Extent.isAll() ? OTHERS.stream() : Stream.empty(), ON_THE_PATH.stream())
                .toList();
    }
}
