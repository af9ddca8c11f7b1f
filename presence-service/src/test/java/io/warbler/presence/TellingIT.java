package io.warbler.presence;

import static io.warbler.presence.PresenceNode.newUser;
import static io.warbler.proto.client.v1.PresenceState.PRESENCE_STATE_AWAY;
import static io.warbler.proto.client.v1.PresenceState.PRESENCE_STATE_OFFLINE;
import static io.warbler.proto.client.v1.PresenceState.PRESENCE_STATE_ONLINE;
import static org.assertj.core.api.Assertions.assertThat;

import io.warbler.kernel.UserId;
import io.warbler.presence.DeliveryTail.Told;
import io.warbler.proto.delivery.v1.DeliveryRecord;
import io.warbler.test.StackConnection;
import io.warbler.test.WarblerStack;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@WarblerStack(services = "presence", topics = true, shared = true)
@Tag("I13")
class TellingIT {

    private static final long EPOCH = 100;

    private final PresenceNode presence;
    private final PresenceNode second;
    private final DeliveryTail topic;
    private final String one = node();
    private final String other = node();
    private final UserId alice = newUser();
    private final UserId bob = newUser();
    private final UserId carol = newUser();

    TellingIT(StackConnection stack) {
        presence = PresenceNodes.of(stack).first();
        second = PresenceNodes.of(stack).second();
        topic = stack.shared(DeliveryTail.class, DeliveryTail::new);
    }

    @BeforeEach
    void befriendAndAnnounce() {
        Stream.of(presence, second).forEach(node -> {
            node.friends().befriend(alice, bob);
            node.friends().befriend(carol, bob);
        });
        presence.announce(one, EPOCH);
        presence.announce(other, EPOCH);
        presence.route(bob, one, EPOCH);
    }

    @Test
    void watchersAreToldOnceThroughTheirNodesWhatStands() {
        presence.watch(alice, bob, one, EPOCH);
        presence.watch(carol, bob, other, EPOCH);

        presence.reportChanges(bob, newUser());

        assertThat(topic.toldTo(one))
                .containsExactly(new Told(bob.value(), PRESENCE_STATE_ONLINE, 0, List.of(alice.value())));
        assertThat(topic.toldTo(other))
                .containsExactly(new Told(bob.value(), PRESENCE_STATE_ONLINE, 0, List.of(carol.value())));
        assertThat(topic.recordsFor(one)).extracting(DeliveryRecord::getEpoch).containsExactly(EPOCH);
    }

    @Test
    void awayAndOfflineWithItsTimeAreTold() {
        presence.watch(alice, bob, one, EPOCH);
        presence.away(bob, one, EPOCH);
        presence.reportChanges(bob);

        presence.unroute(bob, one);
        presence.reportOffline(bob, Instant.ofEpochMilli(7_000));
        presence.reportChanges(bob);

        assertThat(topic.toldTo(one))
                .containsExactly(
                        new Told(bob.value(), PRESENCE_STATE_AWAY, 0, List.of(alice.value())),
                        new Told(bob.value(), PRESENCE_STATE_OFFLINE, 7_000, List.of(alice.value())));
    }

    @Test
    void watcherWhoIsNoFriendSeesWhatStrangersSee() {
        UserId mallory = newUser();
        presence.watch(alice, bob, one, EPOCH);
        presence.watch(mallory, bob, one, EPOCH);

        presence.reportChanges(bob);

        assertThat(topic.toldTo(one))
                .containsExactlyInAnyOrder(
                        new Told(bob.value(), PRESENCE_STATE_ONLINE, 0, List.of(alice.value())),
                        new Told(bob.value(), PRESENCE_STATE_OFFLINE, 0, List.of(mallory.value())));
    }

    @Test
    void formerFriendIsNotTold() {
        presence.watch(alice, bob, one, EPOCH);
        presence.friends().separate(alice, bob);

        presence.reportChanges(bob);

        assertThat(topic.toldTo(one))
                .containsExactly(new Told(bob.value(), PRESENCE_STATE_OFFLINE, 0, List.of(alice.value())));
    }

    @Test
    void watcherOnADeadNodeOrInAnEarlierEpochCostsNothing() {
        presence.watch(alice, bob, one, EPOCH - 1);
        presence.watch(carol, bob, other, EPOCH);
        presence.expire(other);

        presence.reportChanges(bob);

        assertThat(topic.recordsFor(one)).isEmpty();
        assertThat(topic.recordsFor(other)).isEmpty();
    }

    @Test
    void changesOfOneWindowAreToldTogetherAndOnce() {
        List<UserId> watched = IntStream.range(0, 50).mapToObj(_ -> newUser()).toList();
        watched.forEach(user -> {
            presence.friends().befriend(alice, user);
            presence.watch(alice, user, one, EPOCH);
        });

        long begin = System.nanoTime();
        CompletableFuture<?>[] reports = Stream.concat(watched.stream(), watched.stream())
                .map(user -> CompletableFuture.runAsync(() -> presence.reportChanges(user), Thread::startVirtualThread))
                .toArray(CompletableFuture<?>[]::new);
        CompletableFuture.allOf(reports).join();

        long windows = 1 + (System.nanoTime() - begin) / 1_000_000 / PresenceNodes.WINDOW_MILLIS;
        assertThat(topic.recordsFor(one)).hasSizeBetween(1, (int) windows);
        assertThat(topic.toldTo(one))
                .extracting(Told::user)
                .containsAll(watched.stream().map(UserId::value).toList());
    }

    @Test
    void whateverInstanceTellsLastTellsWhatStands() {
        presence.watch(alice, bob, one, EPOCH);

        for (int round = 0; round < 10; round++) {
            var report = CompletableFuture.runAsync(() -> presence.reportChanges(bob), Thread::startVirtualThread);
            presence.unroute(bob, one);
            var again = CompletableFuture.runAsync(() -> second.reportChanges(bob), Thread::startVirtualThread);
            CompletableFuture.allOf(report, again).join();
            assertThat(topic.toldTo(one).getLast().state()).isEqualTo(PRESENCE_STATE_OFFLINE);

            presence.route(bob, one, EPOCH);
            CompletableFuture.allOf(
                            CompletableFuture.runAsync(() -> presence.reportChanges(bob), Thread::startVirtualThread),
                            CompletableFuture.runAsync(() -> second.reportChanges(bob), Thread::startVirtualThread))
                    .join();
            assertThat(topic.toldTo(one).getLast().state()).isEqualTo(PRESENCE_STATE_ONLINE);
        }
    }

    @Test
    void statesForGatewaysKnowNoFriends() {
        assertThat(presence.rawStateOf(bob)).isEqualTo(PRESENCE_STATE_ONLINE);
        assertThat(presence.rawStateOf(newUser())).isEqualTo(PRESENCE_STATE_OFFLINE);
    }

    private static String node() {
        return "gateway-" + UUID.randomUUID();
    }
}
