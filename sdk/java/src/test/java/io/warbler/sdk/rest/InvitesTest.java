package io.warbler.sdk.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.warbler.sdk.group.GroupJoined;
import io.warbler.sdk.group.GroupPreview;
import io.warbler.sdk.group.GroupSettings.JoinPolicy;
import io.warbler.sdk.group.Invite;
import io.warbler.sdk.group.InviteLink;
import io.warbler.sdk.group.JoinRequest;
import io.warbler.sdk.group.JoinRequestPage;
import io.warbler.sdk.group.MadeInvite;
import io.warbler.sdk.peer.PeerAnswer;
import io.warbler.sdk.peer.PeerRequest;
import io.warbler.sdk.peer.PeerScript;
import io.warbler.sdk.peer.ProtocolPeer;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InvitesTest {

    private static final String TOKEN = "AAECAwQFBgcICQoLDA0ODw";
    private static final InviteLink LINK = new InviteLink("g1", TOKEN);
    private static final String INVITE =
            "{\"id\":\"3\",\"creator\":\"alice\",\"madeAtMs\":\"1000\",\"expiresAtMs\":\"2000\",\"maxUses\":5,\"uses\":1}";
    private static final Invite AN_INVITE =
            new Invite(3, "alice", Instant.ofEpochMilli(1_000), Instant.ofEpochMilli(2_000), 5, 1);

    private final List<PeerRequest> requests = new CopyOnWriteArrayList<>();
    private final ProtocolPeer peer = new ProtocolPeer();
    private final WarblerApi api = WarblerApi.of(Endpoint.of(peer.url()));

    @BeforeEach
    void login() {
        api.login(new Credentials("alice", "secret"), Device.unregistered("test", "Test"));
    }

    @AfterEach
    void close() {
        api.close();
        peer.close();
    }

    @Test
    void inviteComesWithItsLinkOnceAndWithoutItLater() {
        answer("{\"invite\":" + INVITE + ",\"token\":\"" + TOKEN + "\"}");
        MadeInvite made = api.invites().make("g1", Instant.ofEpochMilli(2_000), 5);
        answer("{\"invite\":" + INVITE + "}");
        MadeInvite repeated = api.invites().make("g1", null, 0);

        assertThat(made).isEqualTo(new MadeInvite(AN_INVITE, Optional.of(LINK)));
        assertThat(repeated.link()).isEmpty();
        assertThat(requests.get(0).body()).contains("\"expiresAtMs\":\"2000\"", "\"maxUses\":5");
        assertThat(requests.get(1).body()).isEqualTo("{}");
    }

    @Test
    void invitesAreListedAndRevoked() {
        answer("{\"invites\":[" + INVITE + "]}");
        assertThat(api.invites().list("g1")).containsExactly(AN_INVITE);
        answer("{\"conversation\":\"g1\",\"seq\":\"7\",\"changedAtMs\":\"1000\"}");
        api.invites().revoke("g1", 3);
        api.invites().approve("g1", "bob");
        api.invites().decline("g1", "bob");
        api.invites().withdraw("g1");
        api.groups().announce("g1", "We meet");

        assertThat(requests)
                .extracting(PeerRequest::call)
                .containsExactly(
                        "GET /v1/conversations/g1/invites",
                        "DELETE /v1/conversations/g1/invites/3",
                        "PUT /v1/conversations/g1/join-requests/bob",
                        "DELETE /v1/conversations/g1/join-requests/bob",
                        "DELETE /v1/conversations/g1/join-request",
                        "PUT /v1/conversations/g1/announcement");
        assertThat(requests.subList(1, 6)).extracting(PeerRequest::key).doesNotContainNull();
    }

    @Test
    void holderLooksAndJoins() {
        answer("""
                {"conversation":"g1","title":"Team","memberCount":3,"joinPolicy":"GROUP_JOIN_POLICY_QUESTION",
                "joinQuestion":"Who?","request":"JOIN_REQUEST_STATE_DECLINED"}""");
        assertThat(api.invites().preview(LINK))
                .isEqualTo(new GroupPreview(
                        "g1", "Team", "", 3, JoinPolicy.QUESTION, "Who?", false, JoinRequest.State.DECLINED));
        answer("{\"conversation\":\"g1\",\"seq\":\"7\",\"changedAtMs\":\"1000\"}");
        assertThat(api.invites().join(LINK, "Bob"))
                .isEqualTo(new GroupJoined("g1", 7, Instant.ofEpochMilli(1_000), false));

        assertThat(requests.get(0).body()).isEqualTo("{\"token\":\"" + TOKEN + "\"}");
        assertThat(requests.get(1).body()).contains(TOKEN, "\"answer\":\"Bob\"");
        assertThat(requests.get(1).key()).isNotNull();
    }

    @Test
    void requestsAreReadInPages() {
        answer("""
                {"requests":[{"user":"bob","askedAtMs":"1000","answer":"hi","invite":"3",
                "state":"JOIN_REQUEST_STATE_OPEN"}],"next":"bob"}""");

        assertThat(api.invites().requests("g1", 1, ""))
                .isEqualTo(new JoinRequestPage(
                        List.of(new JoinRequest("bob", Instant.ofEpochMilli(1_000), "hi", 3, JoinRequest.State.OPEN)),
                        "bob"));
        assertThat(requests.get(0).call()).isEqualTo("GET /v1/conversations/g1/join-requests?limit=1&cursor=");
    }

    @ParameterizedTest
    @ValueSource(strings = {"g", "c"})
    void linkIsReadBackAndNotLogged(String kind) {
        var link = new InviteLink(kind + "0".repeat(32), TOKEN);

        assertThat(InviteLink.parse(link.text())).contains(link);
        assertThat(link.toString()).doesNotContain(TOKEN);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "warbler:g00000000000000000000000000000000/12",
                "warbler:d00000000000000000000000000000000/join/AAECAwQFBgcICQoLDA0ODw",
                "warbler:g00000000000000000000000000000000/join/AAECAwQFBgcICQoLDA0OD",
                "warbler:g00000000000000000000000000000000/join/AAECAwQFBgcICQoLDA0ODw "
            })
    void otherTextsAreNoLinks(String text) {
        assertThat(InviteLink.parse(text)).isEmpty();
    }

    private void answer(String body) {
        peer.script(new PeerScript() {
            @Override
            public PeerAnswer onRest(PeerRequest request) {
                requests.add(request);
                return new PeerAnswer(200, body);
            }
        });
    }
}
