package io.warbler.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.warbler.proto.client.v1.ClientFrame;
import io.warbler.rest.Api;
import io.warbler.rest.Api.Input;
import io.warbler.rest.Circle;
import io.warbler.rest.IntegratorClient;
import io.warbler.rest.Relation;
import io.warbler.scenario.Cluster;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

/// Every frame of a client, sent about Alice and her conversation by herself and by others: who gets what. A frame
/// without a row fails.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FrameMatrixIT {

    /// Answers to self, friend, stranger, blocked.
    private static final Map<String, List<String>> ON_THINGS_OF_ALICE = Asking.outcomes(
            "send.user RECIPIENT_IS_SENDER ack DIRECT_NOT_ALLOWED DIRECT_NOT_ALLOWED",
            "send.conversation ack ack CONVERSATION_UNKNOWN CONVERSATION_UNKNOWN",
            "withdraw.user RECIPIENT_IS_SENDER SEND_WITHDRAWN SEND_WITHDRAWN SEND_WITHDRAWN",
            "withdraw.conversation SEND_WITHDRAWN SEND_WITHDRAWN CONVERSATION_UNKNOWN CONVERSATION_UNKNOWN",
            "changeMessage.user RECIPIENT_IS_SENDER messageChanged CONVERSATION_UNKNOWN CONVERSATION_UNKNOWN",
            "changeMessage.conversation messageChanged messageChanged CONVERSATION_UNKNOWN CONVERSATION_UNKNOWN",
            "markRead markedRead markedRead CONVERSATION_UNKNOWN CONVERSATION_UNKNOWN",
            "markDelivered markedRead markedRead CONVERSATION_UNKNOWN CONVERSATION_UNKNOWN",
            "readHistory history history CONVERSATION_UNKNOWN CONVERSATION_UNKNOWN",
            "saveDraft savedDraft savedDraft CONVERSATION_UNKNOWN CONVERSATION_UNKNOWN",
            "changeSettings conversationSettings conversationSettings CONVERSATION_UNKNOWN CONVERSATION_UNKNOWN",
            "hideMessages hiddenMessages hiddenMessages CONVERSATION_UNKNOWN CONVERSATION_UNKNOWN",
            "cancelScheduledSend scheduledSend SCHEDULED_SEND_UNKNOWN SCHEDULED_SEND_UNKNOWN SCHEDULED_SEND_UNKNOWN",
            // whether the two may write to each other is asked when it is due
            "scheduleSend.user RECIPIENT_IS_SENDER scheduledSend scheduledSend scheduledSend",
            "scheduleSend.conversation scheduledSend scheduledSend CONVERSATION_UNKNOWN CONVERSATION_UNKNOWN",
            "searchMessages foundMessages foundMessages CONVERSATION_UNKNOWN CONVERSATION_UNKNOWN",
            // the same for all: it does not say whether anybody was told
            "typing.conversation typingTaken typingTaken typingTaken typingTaken");

    /// The same in a channel of Alice, which her friend reads.
    private static final Map<String, List<String>> IN_THE_CHANNEL_OF_ALICE = Asking.outcomes(
            "send.conversation ack GROUP_FORBIDDEN CONVERSATION_UNKNOWN CONVERSATION_UNKNOWN",
            "withdraw.conversation SEND_WITHDRAWN SEND_WITHDRAWN CONVERSATION_UNKNOWN CONVERSATION_UNKNOWN",
            "changeMessage.conversation messageChanged messageChanged CONVERSATION_UNKNOWN CONVERSATION_UNKNOWN",
            "markRead markedRead markedRead CONVERSATION_UNKNOWN CONVERSATION_UNKNOWN",
            "markDelivered markedRead markedRead CONVERSATION_UNKNOWN CONVERSATION_UNKNOWN",
            "readHistory history history CONVERSATION_UNKNOWN CONVERSATION_UNKNOWN",
            "saveDraft savedDraft savedDraft CONVERSATION_UNKNOWN CONVERSATION_UNKNOWN",
            "changeSettings conversationSettings conversationSettings CONVERSATION_UNKNOWN CONVERSATION_UNKNOWN",
            "hideMessages hiddenMessages hiddenMessages CONVERSATION_UNKNOWN CONVERSATION_UNKNOWN",
            "scheduleSend.conversation scheduledSend scheduledSend CONVERSATION_UNKNOWN CONVERSATION_UNKNOWN",
            "searchMessages foundMessages foundMessages CONVERSATION_UNKNOWN CONVERSATION_UNKNOWN",
            "typing.conversation typingTaken typingTaken typingTaken typingTaken");

    /// Answered to everybody.
    private static final List<String> ON_OWN_THINGS = List.of(
            "login",
            "heartbeat",
            "setAway",
            "sync",
            "readInbox",
            "readMentions",
            "readScheduledSends",
            "readPresence",
            "watchPresence");

    /// Those whose answers speak of Alice or her conversation, to those who may know.
    private static final Set<String> TELLING =
            Set.of("sync", "readInbox", "readScheduledSends", "readPresence", "watchPresence");

    /// A scheduled send of Alice.
    private static final String SCHEDULE = "a1".repeat(16);

    private final Cluster cluster = Cluster.shared();
    private Api api;
    private Everybody everybody;

    @BeforeAll
    void meet() {
        api = Api.open(cluster);
        everybody = new Everybody(api);
        for (Relation relation : List.of(Relation.SELF, Relation.FRIEND)) {
            api.succeed(
                    "scheduleSend",
                    Input.as(everybody.circle.account(relation).token())
                            .path("schedule", relation == Relation.SELF ? SCHEDULE : "b2".repeat(16))
                            .body("{\"conversation\":\"" + everybody.circle.conversation()
                                    + "\",\"text\":\"later\",\"dueAtMs\":\"" + tomorrow() + "\"}"));
        }
    }

    @AfterAll
    void part() {
        everybody.close();
        api.close();
    }

    @Test
    void everyFrameHasARow() {
        Set<String> rows = new TreeSet<>(ON_OWN_THINGS);
        ON_THINGS_OF_ALICE.keySet().forEach(row -> rows.add(row.replaceAll("\\..*", "")));

        assertThat(rows).isEqualTo(new TreeSet<>(frames()));
    }

    @Test
    void nobodyGetsMoreThanTheirRow() {
        Map<String, List<String>> seen = new TreeMap<>();
        ON_THINGS_OF_ALICE
                .keySet()
                .forEach(row -> seen.put(
                        row,
                        everybody.ask(request(row, everybody.circle)).stream()
                                .map(Asking::outcome)
                                .toList()));

        assertThat(seen).containsExactlyInAnyOrderEntriesOf(new TreeMap<>(ON_THINGS_OF_ALICE));
        everybody.socket(Relation.FRIEND).awaitTold("message");
        typeUntilTold();
        everybody.ask("{\"heartbeat\":{}}");
        assertThat(everybody.told(Relation.STRANGER) + everybody.told(Relation.BLOCKED))
                .doesNotContain(
                        everybody.circle.conversation(), everybody.circle.self().id());
        assertThat(everybody.told(Relation.SELF) + everybody.told(Relation.FRIEND))
                .doesNotContain(
                        everybody.circle.stranger().id(),
                        everybody.circle.blocked().id());
    }

    @Test
    void readersOfAChannelGetNoMoreThanTheirRow() {
        String channel = everybody.circle.channel(api);
        Map<String, List<String>> seen = new TreeMap<>();
        IN_THE_CHANNEL_OF_ALICE
                .keySet()
                .forEach(row -> seen.put(
                        row,
                        everybody.ask(request(row, everybody.circle, channel, Circle.FIRST_NEWS)).stream()
                                .map(Asking::outcome)
                                .toList()));

        assertThat(seen).containsExactlyInAnyOrderEntriesOf(new TreeMap<>(IN_THE_CHANNEL_OF_ALICE));
    }

    /// All type, those who may not first: when a member's typing has come, theirs was read before.
    private void typeUntilTold() {
        await().pollInterval(Duration.ofMillis(600)).until(() -> {
            everybody.ask(request("typing.conversation", everybody.circle));
            everybody.ask("{\"heartbeat\":{}}");
            return everybody.told(Relation.SELF).contains("\"typing\"")
                    && everybody.told(Relation.FRIEND).contains("\"typing\"");
        });
    }

    @Test
    void ownThingsSpeakOfAliceToThoseWhoMayKnow() {
        for (String frame : ON_OWN_THINGS) {
            if (frame.equals("login")) {
                continue;
            }
            List<String> answers = everybody.ask(request(frame, everybody.circle)).stream()
                    .map(JsonNode::toString)
                    .toList();
            assertThat(answers).as(frame).noneMatch(answer -> answer.contains("\"error\""));
            List<Boolean> speaks = answers.stream()
                    .map(answer -> speaks(answer, everybody.circle))
                    .toList();
            boolean tells = TELLING.contains(frame);
            assertThat(speaks).as(frame).containsExactly(tells, tells, false, false);
        }
    }

    @Test
    void nothingIsAnsweredBeforeLogin() {
        for (String frame : frames()) {
            if (!frame.equals("login")) {
                try (var socket = Asking.open(cluster)) {
                    assertThat(Asking.outcome(socket.ask("{\"" + frame + "\":{}}")))
                            .as(frame)
                            .isEqualTo("LOGIN_REQUIRED");
                    assertThat(socket.closeCode()).isEqualTo(4100);
                }
            }
        }
    }

    @Test
    void ticketOpensOneSocketAndIntegratorsGetNone() {
        try (var socket = Asking.open(cluster);
                var second = Asking.open(cluster)) {
            String login = "{\"login\":{\"ticket\":\"" + everybody.circle.self().ticket(api) + "\"}}";
            assertThat(Asking.outcome(socket.ask(login))).isEqualTo("welcome");
            assertThat(Asking.outcome(second.ask(login))).isEqualTo("TICKET_INVALID");
            assertThat(second.closeCode()).isEqualTo(4100);

            for (String scope : List.of("users:read", "messages:send", "messages:send-as")) {
                String token =
                        IntegratorClient.register(cluster, List.of(scope)).token(api);
                assertThat(api.fail("issueTicket", 403, Input.as(token).body("{}")))
                        .isEqualTo("AUTH_SCOPE_INSUFFICIENT");
            }
        }
    }

    private static List<String> frames() {
        return ClientFrame.getDescriptor().getOneofs().getFirst().getFields().stream()
                .map(field -> field.getJsonName())
                .toList();
    }

    private static boolean speaks(String answer, Circle circle) {
        return answer.contains(circle.conversation()) || answer.contains("PRESENCE_STATE_ONLINE");
    }

    private static String request(String row, Circle circle) {
        return request(row, circle, circle.conversation(), 1);
    }

    private static String request(String row, Circle circle, String id, long seq) {
        String conversation = "\"conversation\":\"" + id + "\"";
        String user = "\"user\":\"" + circle.self().id() + "\"";
        String identity = ",\"outbox\":\"" + outbox(row) + "\",\"number\":\"1\",\"clientMessageId\":\"m-1\"";
        String body = ",\"body\":{\"text\":\"hello\"}";
        return switch (row) {
            case "send.user" -> "{\"send\":{" + user + identity + body + "}}";
            case "send.conversation" -> "{\"send\":{" + conversation + identity + body + "}}";
            case "withdraw.user" -> "{\"withdraw\":{" + user + identity + "}}";
            case "withdraw.conversation" -> "{\"withdraw\":{" + conversation + identity + "}}";
            case "changeMessage.user" -> "{\"changeMessage\":{" + user + identity + reaction(seq, "👍") + "}}";
            case "changeMessage.conversation" ->
                "{\"changeMessage\":{" + conversation + identity + reaction(seq, "🎉") + "}}";
            case "markRead" -> "{\"markRead\":{" + conversation + ",\"seq\":\"1\"}}";
            case "markDelivered" -> "{\"markDelivered\":{" + conversation + ",\"seq\":\"1\"}}";
            case "typing.conversation" -> "{\"typing\":{" + conversation + "}}";
            case "saveDraft" -> "{\"saveDraft\":{" + conversation + ",\"text\":\"hm\"}}";
            case "changeSettings" -> "{\"changeSettings\":{" + conversation + ",\"mutedUntilMs\":\"0\"}}";
            case "scheduleSend.user" -> later(user);
            case "scheduleSend.conversation" -> later(conversation);
            case "cancelScheduledSend" -> "{\"cancelScheduledSend\":{\"schedule\":\"" + SCHEDULE + "\"}}";
            case "hideMessages" -> "{\"hideMessages\":{" + conversation + ",\"seqs\":[\"" + seq + "\"]}}";
            case "searchMessages" -> "{\"searchMessages\":{" + conversation + "}}";
            case "readHistory" -> "{\"readHistory\":{" + conversation + "}}";
            case "sync" -> "{\"sync\":{\"cursors\":[{" + conversation + ",\"seq\":\"1\",\"ordinal\":\"1\"}]}}";
            case "watchPresence" ->
                "{\"watchPresence\":{\"users\":[\"" + circle.self().id() + "\"]}}";
            case "readPresence" ->
                "{\"readPresence\":{\"users\":[\"" + circle.self().id() + "\"]}}";
            default -> "{\"" + row + "\":{}}";
        };
    }

    /// Never due while the test runs.
    private static String later(String to) {
        return "{\"scheduleSend\":{\"schedule\":\""
                + UUID.randomUUID().toString().replace("-", "") + "\",\"dueAtMs\":\"" + tomorrow() + "\",\"content\":{"
                + to + ",\"body\":{\"text\":\"later\"}}}}";
    }

    private static long tomorrow() {
        return Instant.now().plus(Duration.ofDays(1)).toEpochMilli();
    }

    private static String reaction(long seq, String reaction) {
        return ",\"change\":{\"targetSeq\":\"" + seq + "\",\"reactionAdded\":{\"reaction\":\"" + reaction + "\"}}";
    }

    /// One per row, so that no row has to know how many sends came before it.
    private static String outbox(String row) {
        return Base64.getEncoder().encodeToString(Arrays.copyOf(row.getBytes(StandardCharsets.US_ASCII), 16));
    }

    /// A circle around Alice with a socket each.
    private final class Everybody implements AutoCloseable {

        private final Circle circle;
        private final Map<Relation, Asking> sockets = new EnumMap<>(Relation.class);

        Everybody(Api api) {
            circle = Circle.make(api);
            Stream.of(Relation.values())
                    .forEach(relation -> sockets.put(relation, Asking.as(cluster, api, circle.account(relation))));
        }

        /// The answers to self, friend, stranger, blocked; those who may not are asked first.
        List<JsonNode> ask(String request) {
            Map<Relation, JsonNode> answers = new EnumMap<>(Relation.class);
            List<Relation> order = new ArrayList<>(List.of(Relation.values()).reversed());
            order.forEach(relation -> answers.put(relation, socket(relation).ask(request)));
            return List.copyOf(answers.values());
        }

        String told(Relation relation) {
            return socket(relation).told().toString();
        }

        private Asking socket(Relation relation) {
            return Objects.requireNonNull(sockets.get(relation));
        }

        @Override
        public void close() {
            sockets.values().forEach(Asking::close);
        }
    }
}
