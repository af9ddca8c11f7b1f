package io.warbler.sdk;

import static io.warbler.sdk.peer.PeerChanges.announced;
import static io.warbler.sdk.peer.PeerChanges.approved;
import static io.warbler.sdk.peer.PeerChanges.created;
import static io.warbler.sdk.peer.PeerChanges.joined;
import static io.warbler.sdk.peer.PeerChanges.left;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.warbler.proto.client.v1.GroupChange;
import io.warbler.proto.client.v1.JoinRequestChanged;
import io.warbler.proto.client.v1.JoinRequestState;
import io.warbler.sdk.group.GroupRole;
import io.warbler.sdk.group.GroupView;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** People come into groups by invites. */
class JoinTest extends PeerTestKit {

    private static final String GROUP = "g00000000000000000000000000000001";

    private final Recorder recorder = new Recorder();

    @Test
    void whoJoinsOrIsLetInIsAMember() {
        peer.change(GROUP, "alice", created("Team"));
        var bob = connected(client("bob", recorder));

        peer.change(GROUP, "bob", joined());
        await().untilAsserted(() -> assertThat(view(bob).role()).isEqualTo(GroupRole.MEMBER));
        assertThat(view(bob).memberCount()).isEqualTo(2);
        peer.change(GROUP, "bob", left());
        await().until(() -> !view(bob).isMember());
        peer.change(GROUP, "alice", approved("bob"));

        await().untilAsserted(() -> {
            assertThat(view(bob).role()).isEqualTo(GroupRole.MEMBER);
            assertThat(view(bob).joinedSeq()).isEqualTo(4);
        });
    }

    @Test
    void announcementIsInTheViewUntilItIsTakenAway() {
        peer.change(GROUP, "alice", created("Team", "bob"));
        var bob = connected(client("bob", recorder));

        peer.change(GROUP, "alice", announced("We meet"));
        await().untilAsserted(() -> assertThat(
                        Objects.requireNonNull(view(bob).announcement()).text())
                .isEqualTo("We meet"));
        peer.change(GROUP, "alice", announced(""));

        await().untilAsserted(() -> assertThat(view(bob).announcement()).isNull());
    }

    @Test
    void whatOnlyAdminsMayKnowIsAnEventWithoutContent() {
        peer.change(GROUP, "alice", created("Team", "bob"));
        connected(client("bob", recorder));

        peer.change(GROUP, "carol", GroupChange.getDefaultInstance());

        await().untilAsserted(() -> assertThat(recorder.entries()).hasSize(2));
        assertThat(((Event) recorder.entries().get(1)).change())
                .isEqualTo(new io.warbler.sdk.group.GroupChange.Undisclosed());
    }

    @Test
    void whatBecameOfARequestIsTold() {
        connected(client("bob", recorder));

        peer.tellJoinRequest("bob", changed(JoinRequestState.JOIN_REQUEST_STATE_OPEN_VALUE));
        peer.tellJoinRequest("bob", changed(JoinRequestState.JOIN_REQUEST_STATE_DECLINED_VALUE));
        peer.tellJoinRequest("bob", changed(99));

        await().untilAsserted(() -> assertThat(recorder.joinRequests())
                .containsExactly(GROUP + " OPEN", GROUP + " DECLINED", GROUP + " UNKNOWN"));
    }

    private static JoinRequestChanged changed(int state) {
        return JoinRequestChanged.newBuilder()
                .setConversation(GROUP)
                .setStateValue(state)
                .build();
    }

    private static GroupView view(WarblerClient client) {
        return client.conversation(GROUP).map(InboxEntry::group).orElseThrow();
    }
}
