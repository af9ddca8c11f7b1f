package io.warbler.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import io.warbler.sdk.peer.ProtocolPeer;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// People come into groups by links.
class JoinChatTest {

    private final ProtocolPeer peer = new ProtocolPeer();

    @AfterEach
    void close() {
        peer.close();
    }

    // allow MethodLength: what is typed, asked and shown, side by side
    @Test
    void aGroupIsOpenedToOthersByLinks() throws InterruptedException {
        var script = new GroupScript(peer);
        peer.script(script);

        List<String> printed = chat("""
                /group Team
                /invite 10
                /invites
                /entry open
                /asking
                /admit carol
                /turnaway bob
                /revoke 5
                /announce We meet
                /announce off
                /quit
                """);

        assertThat(script.changes)
                .containsExactly(
                        "PATCH ",
                        "PUT join-requests/carol",
                        "DELETE join-requests/bob",
                        "DELETE invites/5",
                        "PUT announcement",
                        "PUT announcement");
        assertThat(printed)
                .containsSubsequence(
                        "— " + GroupScript.LINK + " (good for ever, for 10)",
                        "— 5: good for ever, for 10, 0 came by it; made by alice",
                        "— the rules are changed; /info shows them",
                        "  carol                asks: “Bob sent me”",
                        "— you let carol in",
                        "— you did not let bob in",
                        "— you revoked the invite 5",
                        "— you announced: We meet",
                        "— you took the announcement away");
    }

    @Test
    void aLinkLeadsIntoAGroupOrToAQuestion() throws InterruptedException {
        peer.script(new GroupScript(peer));

        List<String> printed = chat("/join " + GroupScript.LINK + "\n/join " + GroupScript.LINK + " Bob\n/quit");

        assertThat(printed)
                .containsSubsequence(
                        "— #Team, 3 members",
                        "— it asks: “Who sent you?”; answer with /join LINK ANSWER",
                        "— you asked to be let in; you will be told what comes of it");
    }

    private List<String> chat(String input) throws InterruptedException {
        return TypedChat.with(peer, input).printed();
    }
}
