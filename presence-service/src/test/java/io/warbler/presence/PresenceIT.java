package io.warbler.presence;

import static io.warbler.presence.PresenceNode.newUser;
import static io.warbler.proto.client.v1.PresenceState.PRESENCE_STATE_AWAY;
import static io.warbler.proto.client.v1.PresenceState.PRESENCE_STATE_OFFLINE;
import static io.warbler.proto.client.v1.PresenceState.PRESENCE_STATE_ONLINE;
import static org.assertj.core.api.Assertions.assertThat;

import io.warbler.kernel.UserId;
import io.warbler.proto.client.v1.Presence;
import io.warbler.test.StackConnection;
import io.warbler.test.WarblerStack;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@WarblerStack(services = "presence", topics = true, shared = true)
@Tag("I11")
@Tag("I13")
class PresenceIT {

    private final PresenceNode presence;
    private UserId alice = newUser();
    private UserId bob = newUser();

    PresenceIT(StackConnection stack) {
        presence = PresenceNodes.of(stack).first();
    }

    @BeforeEach
    void newFriends() {
        alice = newUser();
        bob = newUser();
        presence.friends().befriend(alice, bob);
    }

    @Test
    void friendWithARouteToALiveNodeIsOnlineUntilItIsGone() {
        presence.announce("gateway-1", 100);
        assertThat(presence.stateOf(bob, alice)).isEqualTo(PRESENCE_STATE_OFFLINE);

        presence.route(bob, "gateway-1", 100);
        assertThat(presence.stateOf(bob, alice)).isEqualTo(PRESENCE_STATE_ONLINE);

        presence.unroute(bob, "gateway-1");
        assertThat(presence.stateOf(bob, alice)).isEqualTo(PRESENCE_STATE_OFFLINE);
    }

    @Test
    void routeToADeadNodeDoesNotCountAndIsLeftToGateways() {
        presence.announce("gateway-2", 100);
        presence.route(bob, "gateway-2", 100);

        presence.expire("gateway-2");

        assertThat(presence.stateOf(bob, alice)).isEqualTo(PRESENCE_STATE_OFFLINE);
        assertThat(presence.routesOf(bob)).containsEntry("gateway-2", "100");
    }

    @Test
    void routeOfAnEarlierEpochDoesNotCount() {
        presence.announce("gateway-3", 101);
        presence.route(bob, "gateway-3", 100);

        assertThat(presence.stateOf(bob, alice)).isEqualTo(PRESENCE_STATE_OFFLINE);
    }

    @Test
    void oneLiveNodeOfSeveralIsEnough() {
        presence.announce("gateway-4", 100);
        presence.route(bob, "gateway-dead", 1);
        presence.route(bob, "gateway-4", 100);

        assertThat(presence.stateOf(bob, alice)).isEqualTo(PRESENCE_STATE_ONLINE);
    }

    @Test
    void strangersReadOfflineWithoutTime() {
        UserId mallory = newUser();
        presence.announce("gateway-5", 100);
        presence.route(bob, "gateway-5", 100);
        presence.reportOffline(alice, Instant.ofEpochMilli(5_000));

        assertThat(presence.stateOf(bob, mallory)).isEqualTo(PRESENCE_STATE_OFFLINE);
        assertThat(presence.presenceOf(alice, mallory).getLastSeenAtMs()).isZero();
    }

    @Test
    void formerFriendIsNotTold() {
        presence.announce("gateway-6", 100);
        presence.route(bob, "gateway-6", 100);
        assertThat(presence.stateOf(bob, alice)).isEqualTo(PRESENCE_STATE_ONLINE);

        presence.friends().separate(alice, bob);

        assertThat(presence.stateOf(bob, alice)).isEqualTo(PRESENCE_STATE_OFFLINE);
    }

    @Test
    void ownPresenceIsTold() {
        presence.announce("gateway-7", 100);
        presence.route(alice, "gateway-7", 100);

        assertThat(presence.stateOf(alice, alice)).isEqualTo(PRESENCE_STATE_ONLINE);
    }

    @Test
    void latestDepartureStaysWhateverTheOrder() {
        presence.reportOffline(bob, Instant.ofEpochMilli(7_000), Instant.ofEpochMilli(9_000));
        presence.reportOffline(bob, Instant.ofEpochMilli(8_000));

        assertThat(presence.presenceOf(bob, alice).getLastSeenAtMs()).isEqualTo(9_000);
    }

    @Test
    void departureInTheFutureCountsAsNow() {
        Instant before = Instant.now();
        presence.reportOffline(bob, before.plusSeconds(3_600));

        assertThat(presence.presenceOf(bob, alice).getLastSeenAtMs())
                .isBetween(before.toEpochMilli() - 1, Instant.now().toEpochMilli());
    }

    @Test
    void onlineUserHasNoLastSeenTime() {
        presence.reportOffline(bob, Instant.ofEpochMilli(7_000));
        presence.announce("gateway-8", 100);
        presence.route(bob, "gateway-8", 100);

        assertThat(presence.presenceOf(bob, alice).getLastSeenAtMs()).isZero();
    }

    @Test
    void userIsAwayWhereAllConnectionsAreAndOnlineWhereOneIsNot() {
        presence.announce("gateway-10", 100);
        presence.announce("gateway-11", 100);
        presence.route(bob, "gateway-10", 100);
        presence.away(bob, "gateway-10", 100);
        assertThat(presence.stateOf(bob, alice)).isEqualTo(PRESENCE_STATE_AWAY);
        assertThat(presence.stateOf(bob, newUser())).isEqualTo(PRESENCE_STATE_OFFLINE);

        presence.route(bob, "gateway-11", 100);
        assertThat(presence.stateOf(bob, alice)).isEqualTo(PRESENCE_STATE_ONLINE);
    }

    @Test
    void awayMarkOfAnEarlierEpochDoesNotCount() {
        presence.announce("gateway-12", 101);
        presence.route(bob, "gateway-12", 101);
        presence.away(bob, "gateway-12", 100);

        assertThat(presence.stateOf(bob, alice)).isEqualTo(PRESENCE_STATE_ONLINE);
    }

    @Test
    void usersOfAKilledGatewayWereLastSeenWhenItWasLastAlive() {
        presence.reportOffline(bob, Instant.ofEpochMilli(7_000));
        presence.refreshed("gateway-13", 100, Instant.ofEpochMilli(9_000));
        presence.route(bob, "gateway-13", 100);
        assertThat(presence.presenceOf(bob, alice).getLastSeenAtMs()).isEqualTo(9_000);

        presence.unroute(bob, "gateway-13");
        assertThat(presence.presenceOf(bob, alice).getLastSeenAtMs()).isEqualTo(9_000);
    }

    @Test
    void answersComeInTheOrderOfTheRequestRepeatsIncluded() {
        String stranger = newUser().value();

        assertThat(presence.ask(alice, bob.value(), stranger, alice.value(), bob.value()))
                .extracting(Presence::getUser)
                .containsExactly(bob.value(), stranger, alice.value(), bob.value());
    }

    @Test
    void restAnswersTheCanonicalJson() {
        presence.reportOffline(bob, Instant.ofEpochMilli(7_000));
        presence.announce("gateway-9", 100);
        presence.route(alice, "gateway-9", 100);

        var answer = presence.get(alice, "/v1/presence?user=" + alice + "&user=" + bob);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body())
                .isEqualTo("{\"presences\":[{\"user\":\"" + alice + "\",\"state\":\"PRESENCE_STATE_ONLINE\"},"
                        + "{\"user\":\"" + bob
                        + "\",\"state\":\"PRESENCE_STATE_OFFLINE\",\"lastSeenAtMs\":\"7000\"}]}");
    }

    @Test
    void readsAreCounted() {
        presence.stateOf(bob, alice);

        assertThat(presence.get(null, "/actuator/prometheus").body())
                .contains("warbler_presence_presence_reads_seconds_count{");
    }
}
