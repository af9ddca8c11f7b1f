package io.warbler.friend;

import static io.warbler.friend.FriendUsers.newUser;
import static io.warbler.proto.client.v1.RelationChange.RELATION_CHANGE_BLOCK_ADDED;
import static io.warbler.proto.client.v1.RelationChange.RELATION_CHANGE_BLOCK_REMOVED;
import static io.warbler.proto.client.v1.RelationChange.RELATION_CHANGE_FRIENDSHIP_BEGUN;
import static io.warbler.proto.client.v1.RelationChange.RELATION_CHANGE_FRIENDSHIP_ENDED;
import static io.warbler.proto.client.v1.RelationChange.RELATION_CHANGE_FRIEND_REQUEST_ACCEPTED;
import static io.warbler.proto.client.v1.RelationChange.RELATION_CHANGE_FRIEND_REQUEST_DECLINED;
import static io.warbler.proto.client.v1.RelationChange.RELATION_CHANGE_FRIEND_REQUEST_OPENED;
import static io.warbler.proto.client.v1.RelationChange.RELATION_CHANGE_FRIEND_REQUEST_WITHDRAWN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.warbler.kernel.UserId;
import io.warbler.proto.client.v1.RelationChange;
import io.warbler.test.StackConnection;
import io.warbler.test.WarblerStack;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What goes to the gateway nodes that hold the users' connections.
@WarblerStack(services = "friend", topics = true, shared = true)
class ToldDevicesIT {

    private static FriendNodes nodes;
    private static RecordedDevices devices;
    private UserId alice = newUser();
    private UserId bob = newUser();

    @BeforeAll
    static void start(StackConnection stack) {
        nodes = FriendNodes.shared(stack);
        devices = new RecordedDevices(stack);
    }

    @AfterAll
    static void stop() {
        devices.close();
    }

    @BeforeEach
    void newUsers() {
        alice = nodes.user();
        bob = nodes.user();
        devices.connect(alice);
        devices.connect(bob);
    }

    @Test
    void bothAreToldOfEveryStepInItsOrder() {
        nodes.delete(alice, "/v1/friend-requests/" + nodes.ask(alice, bob).text("id"));
        nodes.post(bob, "/v1/friend-requests/" + nodes.ask(alice, bob).text("id") + "/decline", "");
        nodes.befriend(alice, bob);
        nodes.delete(bob, "/v1/friends/" + alice);

        RelationChange[] steps = {
            RELATION_CHANGE_FRIEND_REQUEST_OPENED,
            RELATION_CHANGE_FRIEND_REQUEST_WITHDRAWN,
            RELATION_CHANGE_FRIEND_REQUEST_OPENED,
            RELATION_CHANGE_FRIEND_REQUEST_DECLINED,
            RELATION_CHANGE_FRIEND_REQUEST_OPENED,
            RELATION_CHANGE_FRIEND_REQUEST_ACCEPTED,
            RELATION_CHANGE_FRIENDSHIP_BEGUN,
            RELATION_CHANGE_FRIENDSHIP_ENDED
        };
        assertTold(alice, steps);
        assertTold(bob, steps);
        assertThat(devices.told(bob)).allMatch(told -> told.getUser().equals(alice.value()));
    }

    @Test
    void blockedUserHearsOfAnEndedFriendshipOnly() {
        nodes.befriend(alice, bob);
        nodes.put(bob, "/v1/blocks/" + alice);
        nodes.ask(alice, bob);
        nodes.delete(bob, "/v1/blocks/" + alice);

        assertTold(
                bob,
                RELATION_CHANGE_FRIEND_REQUEST_OPENED,
                RELATION_CHANGE_FRIEND_REQUEST_ACCEPTED,
                RELATION_CHANGE_FRIENDSHIP_BEGUN,
                RELATION_CHANGE_BLOCK_ADDED,
                RELATION_CHANGE_FRIENDSHIP_ENDED,
                RELATION_CHANGE_BLOCK_REMOVED,
                RELATION_CHANGE_FRIENDSHIP_BEGUN);
        assertTold(
                alice,
                RELATION_CHANGE_FRIEND_REQUEST_OPENED,
                RELATION_CHANGE_FRIEND_REQUEST_ACCEPTED,
                RELATION_CHANGE_FRIENDSHIP_BEGUN,
                RELATION_CHANGE_FRIENDSHIP_ENDED,
                RELATION_CHANGE_FRIEND_REQUEST_OPENED,
                RELATION_CHANGE_FRIEND_REQUEST_ACCEPTED,
                RELATION_CHANGE_FRIENDSHIP_BEGUN);
    }

    @Test
    void repeatingAChangeTellsNothing() {
        nodes.put(bob, "/v1/blocks/" + alice);
        nodes.put(bob, "/v1/blocks/" + alice);
        nodes.delete(bob, "/v1/blocks/" + alice);

        assertTold(bob, RELATION_CHANGE_BLOCK_ADDED, RELATION_CHANGE_BLOCK_REMOVED);
        assertThat(devices.told(alice)).isEmpty();
    }

    private static void assertTold(UserId user, RelationChange... changes) {
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(devices.kindsToldTo(user)).containsExactly(changes));
    }
}
