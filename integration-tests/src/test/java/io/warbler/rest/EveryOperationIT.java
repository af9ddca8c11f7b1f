package io.warbler.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.warbler.rest.Api.Input;
import io.warbler.scenario.Cluster;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// The document lists what services serve, nothing less and nothing more; each operation does what it promises and
/// refuses those without a token.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EveryOperationIT {

    private static final String KEY = "Idempotency-Key";

    private final Cluster cluster = Cluster.shared();
    private ApiDocument document;
    private Api api;

    @BeforeAll
    void open() {
        document = ApiDocument.read(Cluster.checkout());
        api = new Api(document, cluster, "gateway-1");
    }

    @AfterAll
    void close() {
        api.close();
    }

    @Test
    void documentListsWhatServicesServe() {
        Set<String> documented =
                document.operations().stream().map(Operation::shape).collect(Collectors.toCollection(TreeSet::new));

        assertThat(new Mappings(cluster).served()).isEqualTo(documented);
    }

    @Test
    void operationsNeedAnAccessToken() {
        for (Operation operation : document.operations()) {
            if (!operation.isOpen()) {
                assertThat(api.fail(operation.id(), 401, Input.as(""))).isEqualTo("AUTH_REQUIRED");
                assertThat(api.fail(operation.id(), 401, Input.as("no.token.atall")))
                        .isEqualTo("AUTH_TOKEN_INVALID");
            }
        }
    }

    @Test
    void everyOperationSucceeds() {
        var alice = Account.register(api, "alice");
        var bob = Account.register(api, "bob");
        sessions(alice);
        friends(alice, bob);
        String conversation = messages(alice, bob);
        polls(alice, bob);
        markers(bob, conversation);
        groups(alice, bob);
        channels(alice, bob);
        Joining.into(api, alice).everyOperation(Account.register(api, "guest"));
        integrators(alice, bob, conversation);
        blocks(alice, bob);
        profiles(alice, bob);
        ends(Account.register(api, "leaving"));

        assertThat(api.succeeded())
                .containsAll(document.operations().stream().map(Operation::id).toList());
    }

    private void sessions(Account alice) {
        api.succeed("listSigningKeys", Input.as(""));
        api.succeed("findUsers", Input.as(alice.token()).query("id", alice.id()));
        api.succeed("issueTicket", Input.as(alice.token()).body("{}"));
        api.succeed(
                "renameDevice",
                Input.as(alice.token()).path("device", alice.device()).body("{\"name\":\"an old one\"}"));
        var tokens = api.succeed("logIn", Input.as("").body(alice.credentials()));
        String refresh = tokens.get("refreshToken").asString();
        api.succeed("refreshSession", Input.as("").body("{\"refreshToken\":\"" + refresh + "\"}"));
        assertThat(api.succeed("listSessions", Input.as(alice.token())).get("sessions"))
                .hasSize(2);
        var second = alice.again(api);
        api.succeed("revokeSession", Input.as(alice.token()).path("session", second.session()));
        api.succeed("revokeOtherSessions", Input.as(alice.token()));
        assertThat(api.succeed("listSessions", Input.as(alice.token())).get("sessions"))
                .hasSize(1);
        api.succeed("logOut", Input.as(alice.again(api).token()));
        var third = Account.register(api, "third");
        api.succeed("revokeAllSessions", Input.as(third.token()));
    }

    private void friends(Account alice, Account bob) {
        var declined = ask(alice, bob);
        api.succeed("declineFriendRequest", Input.as(bob.token()).path("id", declined));
        var cancelled = ask(bob, alice);
        api.succeed("cancelFriendRequest", Input.as(bob.token()).path("id", cancelled));
        var accepted = ask(alice, bob);
        assertThat(api.succeed("listIncomingFriendRequests", Input.as(bob.token()))
                        .get("requests"))
                .hasSize(1);
        assertThat(api.succeed("listOutgoingFriendRequests", Input.as(alice.token()))
                        .get("requests"))
                .hasSize(1);
        api.succeed("acceptFriendRequest", Input.as(bob.token()).path("id", accepted));
        assertThat(api.succeed("listFriends", Input.as(alice.token())).findValuesAsString("user"))
                .containsExactly(bob.id());
    }

    private String ask(Account from, Account to) {
        var request = api.succeed(
                "requestFriend",
                Input.as(from.token()).body("{\"user\":\"" + to.id() + "\",\"message\":\"It is me\"}"));
        return request.get("id").asString();
    }

    private String messages(Account alice, Account bob) {
        var ack = api.succeed(
                "sendToUser",
                Input.as(alice.token())
                        .path("user", bob.id())
                        .header("Idempotency-Key", UUID.randomUUID().toString())
                        .body("{\"text\":\"hello\"}"));
        String conversation = ack.get("conversation").asString();
        api.succeed(
                "sendToConversation",
                Input.as(bob.token())
                        .path("conversation", conversation)
                        .header("Idempotency-Key", UUID.randomUUID().toString())
                        .body("{\"text\":\"hi\"}"));
        api.succeed("readInbox", Input.as(bob.token()).query("limit", "1"));
        api.succeed("readHistory", Input.as(bob.token()).path("conversation", conversation));
        api.succeed(
                "readMessage",
                Input.as(bob.token()).path("conversation", conversation).path("seq", "1"));
        assertThat(api.fail(
                        "readMessage",
                        404,
                        Input.as(bob.token()).path("conversation", conversation).path("seq", "999")))
                .isEqualTo("MESSAGE_UNKNOWN");
        api.succeed("readMentions", Input.as(bob.token()));
        drafts(bob, conversation);
        var searched = api.succeed(
                "searchMessages",
                Input.as(bob.token()).path("conversation", conversation).query("sender", alice.id()));
        assertThat(searched.findValuesAsString("sender")).containsOnly(alice.id());
        assertThat(api.fail(
                        "searchMessages",
                        400,
                        Input.as(bob.token()).path("conversation", conversation).query("kind", "nonsense")))
                .isEqualTo("FIELD_INVALID");
        assertThat(api.fail("readMentions", 400, Input.as(bob.token()).query("limit", "101")))
                .isEqualTo("FIELD_INVALID");
        changes(alice, bob, conversation);
        return conversation;
    }

    private void changes(Account alice, Account bob, String conversation) {
        var first = Input.as(alice.token()).path("conversation", conversation).path("seq", "1");
        var ofBob = Input.as(bob.token())
                .path("conversation", conversation)
                .path("seq", "1")
                .path("reaction", "👍");
        api.succeed("editMessage", first.body("{\"text\":\"hello, Bob\"}").header(KEY, "edit"));
        assertThat(api.succeed("readEdits", first).findValuesAsString("text")).containsExactly("hello", "hello, Bob");
        api.succeed("addReaction", ofBob.header(KEY, "add"));
        assertThat(api.succeed("readReactions", first).findValuesAsString("user"))
                .containsExactly(bob.id());
        api.succeed("removeReaction", ofBob.header(KEY, "remove"));
        api.succeed("pinMessage", ofBob.header(KEY, "pin"));
        assertThat(api.succeed("readPins", first).findValuesAsString("pinnedBy"))
                .containsExactly(bob.id());
        api.succeed("unpinMessage", ofBob.header(KEY, "unpin"));
        api.succeed("deleteMessage", first.header(KEY, "delete"));
        assertThat(api.fail("deleteMessage", 409, first.header(KEY, "again"))).isEqualTo("MESSAGE_DELETED");
    }

    private void polls(Account alice, Account bob) {
        var group = Input.as(alice.token())
                .path(
                        "conversation",
                        api.succeed("createGroup", keyed(alice).body("{\"title\":\"Lunch\"}"))
                                .get("conversation")
                                .asString())
                .path("seq", "2");
        String poll = "{\"body\":{\"poll\":{\"question\":\"Lunch?\",\"options\":[\"pizza\",\"soup\"]}}}";
        api.succeed("sendToConversation", group.body(poll).header(KEY, "poll"));
        api.succeed("votePoll", group.body("{\"options\":[1]}").header(KEY, "vote"));
        assertThat(api.fail("votePoll", 400, group.body("{\"options\":[0,1]}").header(KEY, "two")))
                .isEqualTo("POLL_VOTE_INVALID");
        assertThat(api.succeed("readVotes", group).findValuesAsString("user")).containsExactly(alice.id());
        api.succeed("closePoll", group.header(KEY, "close"));
        assertThat(api.fail("closePoll", 409, group.header(KEY, "again"))).isEqualTo("POLL_CLOSED");
        assertThat(api.succeed("readMessage", group).findValuesAsString("closedBy"))
                .containsExactly(alice.id());
        assertThat(api.fail("readVotes", 404, group.path("seq", "999"))).isEqualTo("MESSAGE_UNKNOWN");
        assertThat(api.fail(
                        "votePoll",
                        404,
                        group.with(bob.token()).body("{\"options\":[1]}").header(KEY, "stranger")))
                .isEqualTo("CONVERSATION_UNKNOWN");
    }

    private void drafts(Account bob, String conversation) {
        Input own = Input.as(bob.token()).path("conversation", conversation);
        var saved = api.succeed("saveDraft", own.body("{\"text\":\"see you at\",\"replyTo\":\"1\"}"));
        assertThat(api.succeed("readDrafts", Input.as(bob.token())).get("drafts"))
                .containsExactly(saved);
        assertThat(api.fail("saveDraft", 400, own.body("{\"replyTo\":\"-1\"}"))).isEqualTo("FIELD_INVALID");
        assertThat(api.fail("saveDraft", 400, own.body("{\"text\":\"" + "x".repeat(10_001) + "\"}")))
                .isEqualTo("FIELD_INVALID");
        api.succeed("removeDraft", own);
        assertThat(api.succeed("readDrafts", Input.as(bob.token())).has("drafts"))
                .isFalse();
    }

    private void settings(Account bob, String conversation) {
        Input own = Input.as(bob.token()).path("conversation", conversation);
        String archived = "{\"section\":\"INBOX_SECTION_ARCHIVED\"}";
        var set = api.succeed("changeSettings", own.body(archived));
        assertThat(api.succeed("changeSettings", own.body(archived))).isEqualTo(set);
        assertThat(api.succeed("readConversation", own).get("settings")).isEqualTo(set);
        assertThat(api.succeed("readInbox", Input.as(bob.token()).query("section", "INBOX_SECTION_ARCHIVED"))
                        .findValuesAsString("conversation"))
                .contains(conversation);
        assertThat(api.succeed("readInbox", Input.as(bob.token())).findValuesAsString("conversation"))
                .doesNotContain(conversation);
        assertThat(api.fail("readInbox", 400, Input.as(bob.token()).query("section", "ATTIC")))
                .isEqualTo("FIELD_INVALID");
        for (String wrong : List.of("{}", "{\"mutedUntilMs\":\"1\"}", "{\"section\":\"ATTIC\"}", "{\"seq\":\"-1\"}")) {
            assertThat(api.fail("changeSettings", 400, own.body(wrong)))
                    .as(wrong)
                    .isEqualTo("FIELD_INVALID");
        }
        api.succeed("changeSettings", own.body("{\"section\":\"INBOX_SECTION_LISTED\"}"));
    }

    private void integrators(Account alice, Account bob, String conversation) {
        String token = IntegratorClient.register(cluster, List.of("users:read", "messages:send-as"))
                .token(api);
        api.succeed("searchUsers", Input.as(token).query("prefix", alice.name()));
        api.succeed("sendAs", inTheNameOf(alice, bob, token));
        var history = api.succeed("readHistory", Input.as(bob.token()).path("conversation", conversation));
        assertThat(history.findValuesAsString("sender")).containsExactly(alice.id(), bob.id(), alice.id());

        api.succeed("blockUser", Input.as(bob.token()).path("user", alice.id()));
        assertThat(api.fail("sendAs", 403, inTheNameOf(alice, bob, token))).isEqualTo("DIRECT_NOT_ALLOWED");
        api.succeed("unblockUser", Input.as(bob.token()).path("user", alice.id()));
        var gone = Account.register(api, "gone");
        api.succeed("disableUser", Input.as(gone.token()).body("{\"password\":\"" + gone.password() + "\"}"));
        assertThat(api.fail("sendAs", 409, inTheNameOf(gone, bob, token))).isEqualTo("USER_DISABLED");
    }

    private static Input inTheNameOf(Account author, Account to, String token) {
        return Input.as(token)
                .path("author", author.id())
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .body("{\"user\":\"" + to.id() + "\",\"text\":\"sent for you\"}");
    }

    private void markers(Account bob, String conversation) {
        settings(bob, conversation);
        new OwnState(api, bob).everyOperation(conversation);
        Input own = Input.as(bob.token()).path("conversation", conversation);
        assertThat(api.succeed("explainUnread", own).findValuesAsString("conversation"))
                .contains(conversation);
        assertThat(api.succeed("readReaders", own.path("seq", "2")).findValuesAsString("seq"))
                .containsExactly("2");
        assertThat(api.fail("readReaders", 404, own.path("seq", "999"))).isEqualTo("MESSAGE_UNKNOWN");
        assertThat(api.succeed("markDelivered", own.body("{\"seq\":\"1\"}")).has("deliveredSeq"))
                .isTrue();
        assertThat(api.fail("markDelivered", 400, own.body("{\"seq\":\"0\"}"))).isEqualTo("FIELD_INVALID");
        api.succeed(
                "markRead",
                Input.as(bob.token()).path("conversation", conversation).body("{\"seq\":\"2\"}"));
        api.succeed("readConversation", Input.as(bob.token()).path("conversation", conversation));
        api.succeed("readPresence", Input.as(bob.token()).query("user", bob.id()));
    }

    private void groups(Account alice, Account bob) {
        String group = api.succeed("createGroup", keyed(alice).body("{\"title\":\"Friends\"}"))
                .get("conversation")
                .asString();
        api.succeed("addMember", keyed(alice).path("conversation", group).path("user", bob.id()));
        assertThat(api.succeed("listMembers", Input.as(bob.token()).path("conversation", group))
                        .findValuesAsString("user"))
                .containsExactlyInAnyOrder(alice.id(), bob.id());
        var ofBob = keyed(alice).path("conversation", group).path("user", bob.id());
        api.succeed("changeGroup", keyed(alice).path("conversation", group).body("{\"title\":\"Foes\"}"));
        api.succeed("setRole", ofBob.body("{\"role\":\"GROUP_ROLE_ADMIN\"}").header(KEY, "role"));
        api.succeed("muteMember", ofBob.body("{\"untilMs\":\"1\"}").header(KEY, "mute"));
        api.succeed("banMember", ofBob.header(KEY, "ban"));
        api.succeed("unbanMember", ofBob.header(KEY, "unban"));
        api.succeed("addMember", ofBob.header(KEY, "again"));
        api.succeed("removeMember", ofBob.header(KEY, "remove"));
        api.succeed("addMember", ofBob.header(KEY, "and-again"));
        var owner = keyed(alice).path("conversation", group);
        api.succeed("transferGroup", owner.body("{\"user\":\"" + bob.id() + "\"}"));
        api.succeed("dissolveGroup", keyed(bob).path("conversation", group));
        assertThat(api.fail(
                        "addMember", 409, keyed(bob).path("conversation", group).path("user", alice.id())))
                .isEqualTo("GROUP_DISSOLVED");
    }

    private void channels(Account alice, Account bob) {
        String kind = "{\"title\":\"News\",\"kind\":\"CONVERSATION_KIND_%s\"}";
        String channel = api.succeed("createGroup", keyed(alice).body(kind.formatted("CHANNEL")))
                .get("conversation")
                .asString();
        assertThat(api.fail("createGroup", 400, keyed(alice).body(kind.formatted("DIRECT"))))
                .isEqualTo("FIELD_INVALID");
        api.succeed("addMember", keyed(alice).path("conversation", channel).path("user", bob.id()));
        var ofBob = keyed(bob).path("conversation", channel);
        assertThat(api.succeed("readConversation", ofBob).get("kind").asString())
                .isEqualTo("CONVERSATION_KIND_CHANNEL");
        assertThat(api.fail("listMembers", 403, ofBob)).isEqualTo("GROUP_FORBIDDEN");
        assertThat(api.fail("sendToConversation", 403, ofBob.body("{\"text\":\"hm\"}")))
                .isEqualTo("GROUP_FORBIDDEN");
    }

    private static Input keyed(Account account) {
        return Input.as(account.token()).header(KEY, UUID.randomUUID().toString());
    }

    private void profiles(Account alice, Account bob) {
        api.succeed(
                "changeOwnProfile",
                Input.as(alice.token()).body("{\"displayName\":\"Alice\",\"statusText\":\"At sea\"}"));
        api.succeed("readOwnProfile", Input.as(alice.token()));
        assertThat(api.succeed("readUser", Input.as(bob.token()).path("user", alice.id()))
                        .get("displayName")
                        .asString())
                .isEqualTo("Alice");
        assertThat(api.succeed("searchUsers", Input.as(bob.token()).query("prefix", alice.name()))
                        .get("users"))
                .hasSize(1);
    }

    private void ends(Account user) {
        String next = UUID.randomUUID().toString();
        api.succeed(
                "changePassword",
                Input.as(user.token())
                        .body("{\"currentPassword\":\"" + user.password() + "\",\"newPassword\":\"" + next + "\"}"));
        var other = Account.register(api, "disabled");
        api.succeed("disableUser", Input.as(other.token()).body("{\"password\":\"" + other.password() + "\"}"));
        api.succeed("requestDeletion", Input.as(user.token()).body("{\"password\":\"" + next + "\"}"));
    }

    private void blocks(Account alice, Account bob) {
        api.succeed("blockUser", Input.as(alice.token()).path("user", bob.id()));
        api.succeed("listBlocks", Input.as(alice.token()));
        api.succeed("unblockUser", Input.as(alice.token()).path("user", bob.id()));
        api.succeed("removeFriend", Input.as(alice.token()).path("user", bob.id()));
    }
}
