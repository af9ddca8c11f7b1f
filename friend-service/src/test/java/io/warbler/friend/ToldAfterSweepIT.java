package io.warbler.friend;

import static io.warbler.proto.client.v1.RelationChange.RELATION_CHANGE_BLOCK_ADDED;
import static io.warbler.proto.client.v1.RelationChange.RELATION_CHANGE_FRIENDSHIP_BEGUN;
import static io.warbler.proto.client.v1.RelationChange.RELATION_CHANGE_FRIENDSHIP_ENDED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.warbler.kernel.UserId;
import io.warbler.proto.client.v1.RelationChange;
import io.warbler.test.StackConnection;
import io.warbler.test.WarblerStack;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What devices are told of a change that could not be answered.
@WarblerStack(services = "friend", topics = true)
class ToldAfterSweepIT {

    private static final Duration SOON = Duration.ofSeconds(20);

    @Test
    void changeThatTheSweeperCompletesIsToldAsEveryOther(StackConnection stack) {
        try (var devices = new RecordedDevices(stack);
                var nodes = new FriendNodes(
                        stack,
                        1,
                        Map.of(
                                "warbler.friend.policy.sweep-interval", "200ms",
                                "warbler.friend.policy.sweep-grace", "3s",
                                "warbler.friend.policy.apply-timeout", "2s"))) {
            UserId alice = nodes.user();
            UserId bob = nodes.user();
            devices.connect(alice);
            devices.connect(bob);
            nodes.befriend(alice, bob);
            assertTold(devices, alice, List.of(RELATION_CHANGE_FRIENDSHIP_BEGUN));

            nodes.message().kill();
            assertThat(nodes.put(bob, "/v1/blocks/" + alice).status()).isEqualTo(503);
            assertThat(devices.kindsToldTo(bob)).doesNotContain(RELATION_CHANGE_BLOCK_ADDED);
            nodes.message().restart();
            nodes.clock().advance(Duration.ofSeconds(5));

            assertTold(devices, bob, List.of(RELATION_CHANGE_BLOCK_ADDED, RELATION_CHANGE_FRIENDSHIP_ENDED));
            assertTold(devices, alice, List.of(RELATION_CHANGE_FRIENDSHIP_ENDED));
            assertThat(devices.kindsToldTo(alice))
                    .filteredOn(RELATION_CHANGE_FRIENDSHIP_ENDED::equals)
                    .hasSize(1);
        }
    }

    private static void assertTold(RecordedDevices devices, UserId user, List<RelationChange> last) {
        await().atMost(SOON)
                .untilAsserted(
                        () -> assertThat(devices.kindsToldTo(user)).endsWith(last.toArray(RelationChange[]::new)));
    }
}
