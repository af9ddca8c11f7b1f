package io.warbler.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.warbler.sdk.RelationChange.Kind;
import io.warbler.sdk.rest.FriendRequest;
import io.warbler.sdk.rest.Relations;
import io.warbler.sdk.rest.WarblerApi;
import io.warbler.sdk.rest.WarblerApiException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Requests, friendships and blocks through REST, and what every device is told of them.
class RelationScenarioIT {

    private final Cluster cluster = Cluster.shared();
    private final Person alice = Person.register(cluster, "alice");
    private final Person bob = Person.register(cluster, "bob");
    private final WarblerApi aliceApi = alice.api(cluster, "gateway-1");
    private final WarblerApi bobApi = bob.api(cluster, "gateway-2");
    private final Relations ofAlice = aliceApi.relations();
    private final Relations ofBob = bobApi.relations();

    @AfterEach
    void close() {
        aliceApi.close();
        bobApi.close();
    }

    @Test
    void everyDeviceOfBothIsToldOfEveryStep() {
        try (var alicePhone = alice.device(cluster, "gateway-1").connect();
                var aliceLaptop = alice.device(cluster, "gateway-2").connect();
                var bobPhone = bob.device(cluster, "gateway-2").connect()) {
            FriendRequest request = ofAlice.request(bob.id(), "from work");
            assertThat(ofBob.incomingRequests()).containsExactly(sameAs(request, alice));
            assertThat(ofAlice.outgoingRequests()).containsExactly(request);
            ofBob.decline(request.id());
            ofAlice.cancel(ofAlice.request(bob.id()).id());
            ofBob.accept(ofAlice.request(bob.id()).id());
            assertThat(ofAlice.friends()).containsExactly(bob.id());
            ofBob.block(alice.id());
            assertThat(ofBob.blocks()).containsExactly(alice.id());
            ofBob.unblock(alice.id());
            ofAlice.remove(bob.id());

            List<Kind> toldToAlice = List.of(
                    Kind.REQUEST_OPENED,
                    Kind.REQUEST_DECLINED,
                    Kind.REQUEST_OPENED,
                    Kind.REQUEST_WITHDRAWN,
                    Kind.REQUEST_OPENED,
                    Kind.REQUEST_ACCEPTED,
                    Kind.FRIENDSHIP_BEGUN,
                    Kind.FRIENDSHIP_ENDED,
                    Kind.FRIENDSHIP_BEGUN,
                    Kind.FRIENDSHIP_ENDED);
            assertTold(alicePhone, toldToAlice);
            assertTold(aliceLaptop, toldToAlice);
            await().atMost(Duration.ofSeconds(10))
                    .untilAsserted(() -> assertThat(bobPhone.relationKinds())
                            .hasSize(toldToAlice.size() + 2)
                            .contains(Kind.BLOCK_ADDED, Kind.BLOCK_REMOVED));
        }
    }

    @Test
    void refusalsAreTold() {
        assertRefused("FRIEND_REQUEST_SELF", () -> ofAlice.request(alice.id()));
        assertRefused("FRIEND_REQUEST_MESSAGE_INVALID", () -> ofAlice.request(bob.id(), "x".repeat(201)));
        assertRefused("FRIEND_REQUEST_NOT_FOUND", () -> ofBob.accept("r1"));
        ofAlice.block(bob.id());
        assertRefused("FRIEND_BLOCKED", () -> ofAlice.request(bob.id()));
    }

    private static void assertTold(RecordingDevice device, List<Kind> kinds) {
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(device.relationKinds()).isEqualTo(kinds));
    }

    private static void assertRefused(String code, Runnable call) {
        assertThatExceptionOfType(WarblerApiException.class)
                .isThrownBy(call::run)
                .satisfies(refusal -> assertThat(refusal.code()).isEqualTo(code));
    }

    private static FriendRequest sameAs(FriendRequest request, Person user) {
        return new FriendRequest(
                request.id(),
                user.id(),
                request.status(),
                request.message(),
                request.requestedAt(),
                request.expiresAt());
    }
}
