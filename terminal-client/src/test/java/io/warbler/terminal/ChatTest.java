package io.warbler.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import io.warbler.proto.client.v1.ClientFrame;
import io.warbler.proto.client.v1.ErrorCode;
import io.warbler.proto.client.v1.SendMessage;
import io.warbler.sdk.peer.PeerChanges;
import io.warbler.sdk.peer.PeerScript;
import io.warbler.sdk.peer.ProtocolPeer;
import io.warbler.sdk.peer.Reaction;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ChatTest {

    private static final String CONVERSATION = ProtocolPeer.direct("alice", "bob");

    private final ProtocolPeer peer = new ProtocolPeer();
    private int status;

    @AfterEach
    void close() {
        peer.close();
    }

    @Test
    void everythingThatIsTypedIsAcceptedBeforeTheEnd() throws InterruptedException {
        List<String> texts =
                IntStream.rangeClosed(1, 200).mapToObj(n -> "m" + n).toList();

        List<String> printed = chat("/open bob\n" + String.join("\n", texts));

        assertThat(peer.texts(CONVERSATION)).isEqualTo(texts);
        assertThat(printed)
                .filteredOn(line -> line.contains("you: m") && line.endsWith("✓"))
                .hasSize(200);
        assertThat(status).isZero();
    }

    @Test
    void theInboxAndTheHistoryAreShown() throws InterruptedException {
        peer.post(CONVERSATION, "bob", "first");
        peer.post(CONVERSATION, "bob", "second");

        List<String> printed = chat("/open bob\n");

        assertThat(printed).anyMatch(line -> line.matches("  bob +2 unread .*second"));
        assertThat(printed).anyMatch(line -> line.endsWith("bob: first"));
        assertThat(printed).anyMatch(line -> line.contains("bob is offline"));
    }

    @Test
    void messagesAreChangedAndWhatHappenedIsShown() throws InterruptedException {
        peer.post(CONVERSATION, "bob", "first");
        peer.post(CONVERSATION, "alice", "helo");

        List<String> printed = chat("/open bob\n/edit hello\n/react 👍 2\n/pin\n/delete 1\n");

        assertThat(printed).anyMatch(line -> line.endsWith("— you edited “helo” to “hello”"));
        assertThat(printed).anyMatch(line -> line.endsWith("— you reacted 👍 to “first”"));
        assertThat(printed).anyMatch(line -> line.endsWith("— you pinned “hello”"));
        assertThat(printed).anyMatch(line -> line.endsWith("— you deleted “hello”"));
        assertThat(status).isZero();
    }

    @Test
    void theOpenConversationIsSilencedAndPutAway() throws InterruptedException {
        peer.post(CONVERSATION, "bob", "first");

        List<String> printed = chat("/archive\n/open bob\n/silence\n/archive\n/silence off\n/pinchat\n/putback\n");

        assertThat(printed)
                .filteredOn(line -> line.matches("— (no conversation|silent|not silent|archived|pinned|listed).*"))
                .containsExactly(
                        "— no conversation is open; /open NAME first",
                        "— silent until /silence off",
                        "— archived until a message comes; /inbox archived lists it",
                        "— not silent any more",
                        "— pinned on top of your inbox",
                        "— listed again");
        assertThat(status).isZero();
    }

    @Test
    void whatCannotBeChangedIsSaid() throws InterruptedException {
        List<String> printed = chat("/open bob\n/edit hello\n/react\n/pin x\n/edit\n");

        assertThat(printed).anyMatch(line -> line.contains("there is no such message on the screen"));
        assertThat(printed).anyMatch(line -> line.contains("/react needs a reaction"));
        assertThat(printed).anyMatch(line -> line.contains("/pin takes a number"));
        assertThat(printed).anyMatch(line -> line.contains("/edit needs the new text"));
    }

    @Test
    void awayAndBackAreSaidToTheServer() throws InterruptedException {
        List<String> printed = chat("/away\n/back\n/open bob\n");

        assertThat(printed).contains("— you are away; /back when you are here again", "— you are back");
        assertThat(peer.received())
                .filteredOn(ClientFrame::hasSetAway)
                .extracting(frame -> frame.getSetAway().getAway())
                .containsExactly(true, false);
    }

    @Test
    void answersAndCopiesNameTheMessageOnTheScreen() throws InterruptedException {
        peer.post(CONVERSATION, "bob", "first");
        peer.post(CONVERSATION, "bob", "second");

        List<String> printed = chat("/open bob\n/forward bob 2\n/reply 99 no\n/quit");
        chat("/open bob\n/reply yes\n/quit");

        List<SendMessage> sends = peer.received().stream()
                .filter(ClientFrame::hasSend)
                .map(ClientFrame::getSend)
                .toList();
        assertThat(sends.getFirst().getForward().getConversation()).isEqualTo(CONVERSATION);
        assertThat(sends.getFirst().getForward().getSeqsList()).containsExactly(1L);
        assertThat(sends.getFirst().hasBody()).isFalse();
        assertThat(sends.getLast().getBody().getText()).isEqualTo("yes");
        assertThat(sends.getLast().getReplyTo()).isEqualTo(3);
        assertThat(printed).contains("— no such message on the screen");
    }

    @Test
    void whatOthersWriteCannotCommandTheTerminal() throws InterruptedException {
        peer.post(CONVERSATION, "bob", "\u001b[2Jgone\nline");

        List<String> printed = chat("/open bob\n/history\n");

        assertThat(printed).noneMatch(line -> line.indexOf('\u001b') >= 0);
        assertThat(printed).anyMatch(line -> line.endsWith("bob: \ufffd[2Jgone ⏎ line"));
    }

    @Test
    void aRefusalIsToldAndIsTheExitStatus() throws InterruptedException {
        peer.script(new PeerScript() {
            @Override
            public Reaction onSend(SendMessage send) {
                return new Reaction.RefuseFinally(ErrorCode.DIRECT_NOT_ALLOWED);
            }
        });

        List<String> printed = chat("/open bob\nhello");

        assertThat(printed).contains("✗ not sent (DIRECT_NOT_ALLOWED): hello");
        assertThat(status).isEqualTo(InputLoop.NOT_ALL_SENT);
    }

    @Test
    void friendsRequestsAndBlocksAreShown() throws InterruptedException {
        peer.script(new PeopleScript());

        List<String> printed = chat("/friends\n/requests\n/blocked\n/add erin It's me\n/add frank\n/quit");

        assertThat(printed)
                .containsSubsequence(
                        "— bob is a friend",
                        "— carol asks to be a friend (from \ufffd[2Jwork); /accept carol or /decline carol",
                        "— dave has not answered yet; /cancel dave",
                        "— mallory is blocked; /unblock mallory",
                        "— erin was asked",
                        "— frank is a friend now");
    }

    @Test
    void usersAreFoundByTheBeginningOfTheirNames() throws InterruptedException {
        peer.script(new PeopleScript());

        List<String> printed = chat("/find car\n/find nob\n/find");

        assertThat(printed)
                .containsSubsequence(
                        "— carol; /add carol",
                        "— there may be more; type more of the name",
                        "— nobody's name begins with nob",
                        "— /find needs a name, for example /find bob");
    }

    @Test
    void relationsAreChangedByNameAndMistakesAreExplained() throws InterruptedException {
        var script = new PeopleScript();
        peer.script(script);

        List<String> printed = chat("""
                /accept carol
                /decline carol
                /cancel dave
                /remove bob
                /block bob
                /unblock bob
                /accept dave
                /cancel carol
                /remove carol
                """);

        assertThat(script.changes)
                .containsExactly(
                        "POST /v1/friend-requests/r-carol/accept",
                        "POST /v1/friend-requests/r-carol/decline",
                        "DELETE /v1/friend-requests/r-dave",
                        "DELETE /v1/friends/bob",
                        "PUT /v1/blocks/bob",
                        "DELETE /v1/blocks/bob");
        assertThat(printed)
                .containsSubsequence(
                        "— carol is a friend now",
                        "— the request of carol is declined",
                        "— your request to dave is taken back",
                        "— bob is no friend any more",
                        "— bob is blocked",
                        "— bob is not blocked any more",
                        "— No request waits of dave; /requests shows those that wait",
                        "— You have not asked carol; /requests shows those that wait",
                        "— carol is no friend of yours");
    }

    @Test
    void ownProfileIsShownAndChanged() throws InterruptedException {
        var script = new SelfScript();
        peer.script(script);

        List<String> printed = chat("/me\n/name Alice L.\n/status\n/device new laptop\n/quit");

        assertThat(printed)
                .containsSubsequence(
                        "— you are alice, status: at sea",
                        "— you are alice, shown as Alice L.",
                        "— this device is called new laptop");
        assertThat(script.changes)
                .containsExactly(
                        "PATCH /v1/users/me {\"displayName\":\"Alice L.\"}",
                        "PATCH /v1/users/me {\"statusText\":\"\"}");
    }

    @Test
    void otherSessionsAreListedAndEnded() throws InterruptedException {
        var script = new SelfScript();
        peer.script(script);

        List<String> printed = chat("/end 2\n/sessions\n/end 1\n/end 2\n/end 3\n/end others\n/quit");

        assertThat(script.changes).containsExactly("DELETE /v1/sessions/s2", "DELETE /v1/sessions/others");
        assertThat(printed)
                .contains("— /sessions shows the numbers first", "  1  laptop (terminal), this one")
                .anyMatch(line -> line.startsWith("  2  old \ufffd[2Jphone (android), last used "))
                .containsSubsequence(
                        "— That is this session; /quit leaves",
                        "— the session on old \ufffd[2Jphone has ended",
                        "— There is no session 3; /sessions shows them",
                        "— all other sessions have ended");
    }

    @Test
    void aGroupIsMadeAndWrittenTo() throws InterruptedException {
        peer.script(new GroupScript(peer));

        List<String> printed = chat("/group \"My team\" bob carol\nhello\n/members\n/info\n/inbox\n/quit");

        assertThat(peer.texts(GroupScript.GROUP)).containsExactly("hello");
        assertThat(printed)
                .anyMatch(line -> line.endsWith(" — you created the group “My team” with bob, carol"))
                .anyMatch(line -> line.endsWith("you: hello ✓"))
                .containsSubsequence(
                        "  alice                owner",
                        "  bob                  admin",
                        "— #My team, 3 members; you are owner",
                        "— may write: everyone; may add: admins; may edit: admins; may mention all: admins")
                .anyMatch(line -> line.matches("  #My team .*hello"));
        assertThat(status).isZero();
    }

    @Test
    void aChannelIsMadeAndWrittenTo() throws InterruptedException {
        peer.script(new GroupScript(peer));

        List<String> printed = chat("/channel News bob carol\nhear, hear\n/info\n/inbox\n/quit");

        assertThat(peer.texts(GroupScript.CHANNEL)).containsExactly("hear, hear");
        assertThat(printed)
                .anyMatch(line -> line.endsWith("— #News, a channel of 3 members; you are owner"))
                .anyMatch(line -> line.matches("  #News \\(channel\\) .*hear, hear"));
        assertThat(status).isZero();
    }

    // allow MethodLength: what is typed, asked and shown, side by side
    @Test
    void aGroupIsChangedByNames() throws InterruptedException {
        var script = new GroupScript(peer);
        peer.script(script);

        List<String> printed = chat("""
                /group Team
                /add bob carol
                /role bob admin
                /mute carol 10m
                /mute carol off
                /rename Our crew
                /kick bob
                /ban mallory
                /unban mallory
                /owner carol
                /leave
                /members
                """);

        assertThat(script.changes)
                .containsExactly(
                        "PUT members/bob",
                        "PUT members/carol",
                        "PUT members/bob/role",
                        "PUT members/carol/mute",
                        "PUT members/carol/mute",
                        "PATCH ",
                        "DELETE members/bob",
                        "PUT bans/mallory",
                        "DELETE bans/mallory",
                        "POST owner",
                        "DELETE members/me");
        assertThat(printed)
                .containsSubsequence(
                        "— you added bob",
                        "— you added carol",
                        "— you made bob an admin",
                        "— carol cannot write for a while; /mute carol off takes it back",
                        "— you let carol write again",
                        "— you edited the group; it is called “Our crew”",
                        "— you removed bob",
                        "— you banned mallory",
                        "— you lifted the ban of mallory",
                        "— you made carol the owner",
                        "— you left",
                        "— no group is open; /open TITLE or /group TITLE first");
        assertThat(printed).filteredOn(line -> line.endsWith("you added bob")).hasSize(1);
    }

    @Test
    void whatHappenedInAGroupIsShownAmongItsMessages() throws InterruptedException {
        peer.change(GroupScript.GROUP, "bob", PeerChanges.created("Te\u001b[2Jam", "alice"));
        peer.post(GroupScript.GROUP, "bob", "hi");
        peer.change(GroupScript.GROUP, "bob", PeerChanges.added("carol", "dave"));
        peer.lose(GroupScript.GROUP);
        peer.change(GroupScript.GROUP, "carol", PeerChanges.left());

        List<String> printed = chat("/open #te\u001b[2jam\n/quit");

        assertThat(printed).noneMatch(line -> line.indexOf('\u001b') >= 0);
        assertThat(printed.stream()
                        .map(line -> line.replaceFirst("^\\d\\d:\\d\\d ", ""))
                        .toList())
                .anyMatch(line -> line.matches("  #Te\ufffd\\[2Jam +1 unread .*hi"))
                .containsSubsequence(
                        "— bob created the group “Te\ufffd[2Jam” with you",
                        "bob: hi",
                        "— bob added carol, dave",
                        "— carol left");
    }

    @Test
    void aRefusedChangeIsTold() throws InterruptedException {
        var script = new GroupScript(peer);
        peer.script(script);

        List<String> printed = chat("/group Team\n/add mallory\n/kick alice\n/quit");

        assertThat(printed).contains("— MEMBER_NOT_FRIEND: no", "— That is you; /leave leaves");
    }

    @Test
    void mistakesAreExplained() throws InterruptedException {
        List<String> printed = chat("hello\n/open nobody\n/dance\n/quit\nnever read");

        assertThat(printed)
                .contains("— nobody is listening; /open NAME first", "— There is no user nobody")
                .anyMatch(line -> line.startsWith("— no command /dance"));
        assertThat(peer.receivedSends()).isEmpty();
    }

    private List<String> chat(String input) throws InterruptedException {
        var typed = TypedChat.with(peer, input);
        status = typed.status();
        return typed.printed();
    }
}
