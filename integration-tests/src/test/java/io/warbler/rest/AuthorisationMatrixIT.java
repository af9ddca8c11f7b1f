package io.warbler.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.warbler.rest.Api.Input;
import io.warbler.scenario.Cluster;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// Every operation, asked for Alice's things by herself and by others: who gets what. An operation without a row fails.
class AuthorisationMatrixIT {

    /// Statuses for self, friend, stranger, blocked; rows in the order in which they are asked, denials first.
    private static final Map<String, List<Integer>> ON_THINGS_OF_ALICE = rows(
            "readConversation 200 200 404 404",
            "readHistory 200 200 404 404",
            "readMessage 200 200 404 404",
            "searchMessages 200 200 404 404",
            "saveDraft 200 200 404 404",
            "removeDraft 200 200 404 404",
            "changeSettings 200 200 404 404",
            "explainUnread 200 200 404 404",
            "readReaders 200 200 404 404",
            "markRead 200 200 404 404",
            "markDelivered 200 200 404 404",
            "sendToConversation 201 201 404 404",
            "editMessage 403 200 404 404",
            "addReaction 200 200 404 404",
            "readReactions 200 200 404 404",
            "removeReaction 200 200 404 404",
            "pinMessage 409 200 404 404",
            "readPins 200 200 404 404",
            "unpinMessage 409 200 404 404",
            "readEdits 200 200 404 404",
            "votePoll 409 409 404 404",
            "closePoll 409 409 404 404",
            "readVotes 409 409 404 404",
            "deleteMessage 409 200 404 404",
            "hideMessages 200 200 404 404",
            "readHiddenMessages 200 200 404 404",
            "sendToUser 400 201 403 403",
            "scheduleSend 200 200 404 404",
            // the one of that name is everybody's own
            "readScheduledSend 200 200 404 404",
            "cancelScheduledSend 200 200 404 404",
            "sendAs 403 403 403 403",
            "renameDevice 200 404 404 404",
            "cancelFriendRequest 404 404 404 404",
            "acceptFriendRequest 200 404 404 404",
            "declineFriendRequest 404 404 404 404",
            "revokeSession 204 404 404 404");

    /// What whoever schedules something here calls it.
    private static final String SCHEDULE = "a1".repeat(16);

    /// The same of Alice's group, in which the friend is a member. None changes what a later one stands on.
    private static final Map<String, List<Integer>> ON_THE_GROUP_OF_ALICE = rows(
            "listMembers 200 200 404 404",
            // of no invite and no request: what those do, tells JoinIT
            "setAnnouncement 200 403 404 404",
            "createInvite 201 403 404 404",
            "listInvites 200 403 404 404",
            "revokeInvite 404 403 404 404",
            "previewGroup 404 404 404 404",
            "joinGroup 404 404 404 404",
            "readJoinRequest 200 200 404 404",
            "withdrawJoinRequest 404 404 404 404",
            "listJoinRequests 200 403 404 404",
            "approveJoinRequest 404 403 404 404",
            "declineJoinRequest 404 403 404 404",
            "addMember 409 403 404 404",
            "changeGroup 200 403 404 404",
            "setRole 409 403 404 404",
            "muteMember 200 403 404 404",
            "banMember 200 403 404 404",
            "unbanMember 200 403 404 404",
            "removeMember 409 403 404 404",
            "transferGroup 409 403 404 404",
            "dissolveGroup 200 403 404 404");

    /// What one does with one's own relation to Alice: each of these needs a circle of its own.
    private static final Map<String, List<Integer>> ON_RELATIONS_TO_ALICE = rows(
            "requestFriend 400 201 201 201",
            "removeFriend 400 204 204 204",
            "blockUser 400 204 204 204",
            "unblockUser 400 204 204 204");

    /// Everybody does these to what is their own; the answers may not speak of Alice unless they may know.
    private static final List<String> ON_OWN_THINGS = List.of(
            "listSessions",
            "issueTicket",
            "findUsers",
            "searchUsers",
            "readUser",
            "readOwnProfile",
            "changeOwnProfile",
            "readInbox",
            "readMentions",
            "readDrafts",
            "listScheduledSends",
            "createGroup",
            "readPresence",
            "listFriends",
            "listBlocks",
            "listIncomingFriendRequests",
            "listOutgoingFriendRequests");

    /// Need no token, or end one's own session whoever one is.
    private static final List<String> WITHOUT_RELATION = List.of(
            "registerUser",
            "logIn",
            "refreshSession",
            "listSigningKeys",
            "issueIntegratorToken",
            "changePassword",
            "disableUser",
            "requestDeletion",
            "logOut",
            "revokeAllSessions",
            "revokeOtherSessions");

    private final Cluster cluster = Cluster.shared();
    private final ApiDocument document = ApiDocument.read(Cluster.checkout());

    @Test
    void everyOperationHasARow() {
        List<String> rows = new ArrayList<>(ON_OWN_THINGS);
        rows.addAll(WITHOUT_RELATION);
        rows.addAll(ON_THINGS_OF_ALICE.keySet());
        rows.addAll(ON_THE_GROUP_OF_ALICE.keySet());
        rows.addAll(ON_RELATIONS_TO_ALICE.keySet());

        assertThat(rows)
                .containsExactlyInAnyOrderElementsOf(
                        document.operations().stream().map(Operation::id).toList());
    }

    @Test
    void nobodyGetsMoreThanTheirRow() {
        try (var api = new Api(document, cluster, "gateway-1")) {
            Circle circle = Circle.make(api);
            Map<String, List<Integer>> seen = new TreeMap<>();
            ON_THINGS_OF_ALICE.keySet().forEach(id -> seen.put(id, ask(api, id, circle)));
            assertThat(seen).containsExactlyInAnyOrderEntriesOf(new TreeMap<>(ON_THINGS_OF_ALICE));
        }
    }

    @Test
    void rolesDecideInAGroup() {
        try (var api = new Api(document, cluster, "gateway-1")) {
            Circle circle = Circle.make(api);
            assertRolesDecide(api, circle, ON_THE_GROUP_OF_ALICE);
        }
    }

    @Test
    void rolesDecideInAChannel() {
        try (var api = new Api(document, cluster, "gateway-1")) {
            Map<String, List<Integer>> rows = new LinkedHashMap<>(ON_THE_GROUP_OF_ALICE);
            rows.put("listMembers", List.of(200, 403, 404, 404));
            assertRolesDecide(api, Circle.make(api).inChannel(api), rows);
        }
    }

    private void assertRolesDecide(Api api, Circle circle, Map<String, List<Integer>> rows) {
        Map<String, List<Integer>> seen = new TreeMap<>();
        rows.keySet().forEach(id -> seen.put(id, ask(api, id, circle)));
        assertThat(seen).containsExactlyInAnyOrderEntriesOf(new TreeMap<>(rows));
    }

    @Test
    void relationsAreEverybodysOwn() {
        try (var api = new Api(document, cluster, "gateway-1")) {
            Map<String, List<Integer>> seen = new TreeMap<>();
            ON_RELATIONS_TO_ALICE.keySet().forEach(id -> seen.put(id, ask(api, id, Circle.make(api))));
            assertThat(seen).containsExactlyInAnyOrderEntriesOf(new TreeMap<>(ON_RELATIONS_TO_ALICE));
        }
    }

    @Test
    void ownThingsSpeakOfNobodyElse() {
        try (var api = new Api(document, cluster, "gateway-1")) {
            Circle circle = Circle.make(api);
            for (String id : ON_OWN_THINGS) {
                String answer = api.call(document.operation(id), input(id, circle, Relation.STRANGER))
                        .body();
                assertThat(answer)
                        .as(id)
                        .doesNotContain(circle.conversation(), circle.group())
                        .doesNotContain(circle.self().session(), circle.request())
                        .doesNotContain("STATE_ONLINE", "STATE_AWAY", "lastSeen");
            }
        }
    }

    /// With every scope there is, and without the one that matters: what the document does not open to integrators is
    /// closed to them.
    @Test
    void integratorsGetWhatTheirScopesName() {
        try (var api = new Api(document, cluster, "gateway-1")) {
            Circle circle = Circle.make(api);
            String with = IntegratorClient.register(cluster, List.of("users:read", "messages:send", "messages:send-as"))
                    .token(api);
            String without =
                    IntegratorClient.register(cluster, List.of("messages:send")).token(api);
            List<String> allowed = new ArrayList<>();
            for (Operation operation : closed()) {
                Input input = input(operation.id(), circle, Relation.SELF);
                if (api.call(operation, input.with(with)).statusCode() != 403) {
                    allowed.add(operation.id());
                }
                assertThat(api.call(operation, input.with(without)).statusCode())
                        .as(operation.id())
                        .isEqualTo(403);
            }
            assertThat(allowed).containsExactlyInAnyOrder("findUsers", "searchUsers", "readUser", "sendAs");
        }
    }

    private List<Operation> closed() {
        return document.operations().stream()
                .filter(operation -> !operation.isOpen())
                .toList();
    }

    private List<Integer> ask(Api api, String operationId, Circle circle) {
        Map<Relation, Integer> statuses = new EnumMap<>(Relation.class);
        for (Relation relation : List.of(Relation.STRANGER, Relation.BLOCKED, Relation.FRIEND, Relation.SELF)) {
            var answer = api.call(document.operation(operationId), input(operationId, circle, relation));
            statuses.put(relation, answer.statusCode());
        }
        return List.copyOf(statuses.values());
    }

    // allow MethodLength: one case per operation
    private static Input input(String operationId, Circle circle, Relation relation) {
        Input input = Input.as(circle.account(relation).token());
        if (ON_THE_GROUP_OF_ALICE.containsKey(operationId)) {
            return inGroup(operationId, circle, input);
        }
        return switch (operationId) {
            case "createGroup" ->
                input.header("Idempotency-Key", UUID.randomUUID().toString()).body("{\"title\":\"Mine\"}");
            case "readConversation",
                    "explainUnread",
                    "readHistory",
                    "searchMessages",
                    "removeDraft",
                    "readHiddenMessages" -> input.path("conversation", circle.conversation());
            case "scheduleSend" ->
                input.path("schedule", SCHEDULE)
                        .body("{\"conversation\":\"" + circle.conversation() + "\",\"text\":\"later\",\"dueAtMs\":\""
                                + Instant.now().plus(Duration.ofDays(1)).toEpochMilli() + "\"}");
            case "readScheduledSend", "cancelScheduledSend" -> input.path("schedule", SCHEDULE);
            case "hideMessages" ->
                input.path("conversation", circle.conversation()).body("{\"seqs\":[\"1\"]}");
            case "saveDraft" ->
                input.path("conversation", circle.conversation()).body("{\"text\":\"hm\"}");
            case "changeSettings" ->
                input.path("conversation", circle.conversation()).body("{\"mutedUntilMs\":\"0\"}");
            case "readMessage", "readReaders" ->
                input.path("conversation", circle.conversation()).path("seq", "1");
            case "markRead", "markDelivered" ->
                input.path("conversation", circle.conversation()).body("{\"seq\":\"1\"}");
            case "editMessage", "deleteMessage", "addReaction", "removeReaction", "pinMessage", "unpinMessage" ->
                sent(onMessage(input, circle));
            case "votePoll" -> sent(onMessage(input, circle)).body("{\"options\":[0]}");
            case "closePoll" -> sent(onMessage(input, circle)).body("");
            case "readEdits", "readReactions", "readPins", "readVotes" -> onMessage(input, circle);
            case "sendToConversation" -> sent(input).path("conversation", circle.conversation());
            case "sendToUser" -> sent(input).path("user", circle.self().id());
            case "sendAs" ->
                input.header("Idempotency-Key", UUID.randomUUID().toString())
                        .path("author", circle.self().id())
                        .body("{\"user\":\"" + circle.friend().id() + "\",\"text\":\"hello\"}");
            case "renameDevice" -> input.path("device", circle.self().device()).body("{\"name\":\"taken\"}");
            case "revokeSession" -> input.path("session", circle.self().session());
            case "acceptFriendRequest", "declineFriendRequest", "cancelFriendRequest" ->
                input.path("id", circle.request());
            case "requestFriend" -> input.body("{\"user\":\"" + circle.self().id() + "\"}");
            case "removeFriend", "blockUser", "unblockUser" ->
                input.path("user", circle.self().id());
            case "readUser" -> input.path("user", circle.self().id());
            case "searchUsers" -> input.query("prefix", circle.self().name());
            case "changeOwnProfile" -> input.body("{\"displayName\":\"Stranger\"}");
            case "findUsers" -> input.query("id", circle.self().id());
            case "readPresence" -> input.query("user", circle.self().id());
            case "issueTicket" -> input.body("{}");
            default -> input;
        };
    }

    private static Input inGroup(String operationId, Circle circle, Input asker) {
        Input input = asker.path("conversation", circle.group())
                .header("Idempotency-Key", UUID.randomUUID().toString());
        return switch (operationId) {
            case "addMember" -> input.path("user", circle.friend().id());
            case "removeMember" -> input.path("user", circle.self().id());
            case "setAnnouncement" -> input.body("{\"text\":\"We meet\"}");
            case "createInvite" -> input.body("{}");
            case "revokeInvite" -> input.path("invite", "1");
            case "previewGroup", "joinGroup" -> input.body(Joining.NO_TOKEN);
            case "approveJoinRequest", "declineJoinRequest" ->
                input.path("user", circle.friend().id());
            case "setRole" -> input.path("user", circle.friend().id()).body("{\"role\":\"GROUP_ROLE_MEMBER\"}");
            case "muteMember" -> input.path("user", circle.friend().id()).body("{\"untilMs\":\"1\"}");
            case "banMember", "unbanMember" -> input.path("user", circle.asker().id());
            case "changeGroup" -> input.body("{\"description\":\"changed\"}");
            case "transferGroup" -> input.body("{\"user\":\"" + circle.self().id() + "\"}");
            default -> input;
        };
    }

    private static Input onMessage(Input input, Circle circle) {
        return input.path("conversation", circle.conversation())
                .path("seq", "1")
                .path("reaction", "👍");
    }

    private static Input sent(Input input) {
        return input.header("Idempotency-Key", UUID.randomUUID().toString()).body("{\"text\":\"hello\"}");
    }

    private static Map<String, List<Integer>> rows(String... rows) {
        Map<String, List<Integer>> statuses = new LinkedHashMap<>();
        for (String row : rows) {
            List<String> words = List.of(row.split(" ", -1));
            statuses.put(
                    words.getFirst(),
                    words.stream().skip(1).map(Integer::valueOf).toList());
        }
        return statuses;
    }
}
