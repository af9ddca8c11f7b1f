package io.warbler.presence;

import static io.warbler.presence.PresenceNode.newUser;
import static io.warbler.proto.client.v1.PresenceState.PRESENCE_STATE_OFFLINE;
import static io.warbler.proto.client.v1.PresenceState.PRESENCE_STATE_ONLINE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.warbler.kernel.UserId;
import io.warbler.test.StackConnection;
import io.warbler.test.WarblerStack;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// Lists of friends are kept for a while.
@WarblerStack(services = "presence", topics = true, shared = true)
class FriendsKeptIT {

    private final PresenceNode presence;

    FriendsKeptIT(StackConnection stack) {
        presence = PresenceNodes.of(stack).second();
        presence.announce("gateway-1", 100);
    }

    @Test
    void newFriendIsNotHiddenByAKeptListAndAFormerOneNotShownForLong() {
        UserId alice = newUser();
        UserId bob = newUser();
        presence.route(bob, "gateway-1", 100);
        assertThat(presence.stateOf(bob, alice)).isEqualTo(PRESENCE_STATE_OFFLINE);

        presence.friends().befriend(alice, bob);
        assertThat(presence.stateOf(bob, alice)).isEqualTo(PRESENCE_STATE_ONLINE);

        presence.friends().separate(alice, bob);
        await().atMost(Duration.ofSeconds(4))
                .untilAsserted(() -> assertThat(presence.stateOf(bob, alice)).isEqualTo(PRESENCE_STATE_OFFLINE));
    }
}
