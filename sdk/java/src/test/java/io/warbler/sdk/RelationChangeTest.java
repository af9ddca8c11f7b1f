package io.warbler.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.warbler.proto.client.v1.FriendRequest;
import io.warbler.proto.client.v1.RelationChanged;
import io.warbler.sdk.RelationChange.Kind;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class RelationChangeTest extends PeerTestKit {

    @Test
    void changesAreToldInTheirOrder() {
        var recorder = new Recorder();
        connected(client("alice", recorder));

        peer.tellRelation(
                "alice",
                changed(io.warbler.proto.client.v1.RelationChange.RELATION_CHANGE_FRIEND_REQUEST_OPENED)
                        .setRequest(FriendRequest.newBuilder()
                                .setId("r1")
                                .setMessage("hi")
                                .setRequestedAtMs(1_000)
                                .setExpiresAtMs(2_000))
                        .build());
        peer.tellRelation("alice", changed(99).build());
        peer.tellRelation(
                "alice",
                changed(io.warbler.proto.client.v1.RelationChange.RELATION_CHANGE_BLOCK_ADDED)
                        .build());

        await().untilAsserted(() -> assertThat(recorder.relationChanges())
                .extracting(RelationChange::kind)
                .containsExactly(Kind.REQUEST_OPENED, Kind.UNKNOWN, Kind.BLOCK_ADDED));
        RelationChange opened = recorder.relationChanges().get(0);
        assertThat(opened.user()).isEqualTo("bob");
        assertThat(opened.outgoing()).isFalse();
        assertThat(Objects.requireNonNull(opened.request()).message()).isEqualTo("hi");
        assertThat(opened.request().accepted()).isFalse();
        assertThat(recorder.relationChanges().get(2).request()).isNull();
    }

    private static RelationChanged.Builder changed(io.warbler.proto.client.v1.RelationChange change) {
        return RelationChanged.newBuilder().setUser("bob").setChange(change);
    }

    private static RelationChanged.Builder changed(int ofALaterVersion) {
        return RelationChanged.newBuilder().setUser("bob").setChangeValue(ofALaterVersion);
    }
}
