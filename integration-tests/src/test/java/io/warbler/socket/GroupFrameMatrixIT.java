package io.warbler.socket;

import static org.assertj.core.api.Assertions.assertThat;

import io.warbler.rest.Api;
import io.warbler.rest.Company;
import io.warbler.rest.Standing;
import io.warbler.scenario.Cluster;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

/// Every frame about a conversation, sent about a group in every standing to it: who gets what, and that nobody who was
/// removed or banned is told what happened later.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GroupFrameMatrixIT {

    private static final String NO = "GROUP_FORBIDDEN";
    private static final String UNKNOWN = "CONVERSATION_UNKNOWN";
    private static final String MUTED = "MEMBER_MUTED";

    /// Answers to owner, admin, member, muted, banned, ex-member, stranger; asked in the opposite order.
    private static final Map<String, List<String>> ROWS = Asking.outcomes(
            "send ack ack ack " + MUTED + " " + gone(),
            // whoever was a member may close the number of a send that never came; nothing of it appears
            "withdraw SEND_WITHDRAWN SEND_WITHDRAWN SEND_WITHDRAWN SEND_WITHDRAWN SEND_WITHDRAWN SEND_WITHDRAWN "
                    + UNKNOWN,
            "changeMessage.reactionAdded messageChanged messageChanged messageChanged " + MUTED + " " + gone(),
            "changeMessage.edited messageChanged MESSAGE_NOT_OWN MESSAGE_NOT_OWN " + MUTED + " " + gone(),
            // the admin is asked before the owner
            "changeMessage.pinned MESSAGE_UNCHANGED messageChanged " + NO + " " + NO + " " + gone(),
            "changeMessage.deleted MESSAGE_DELETED messageChanged MESSAGE_NOT_OWN MESSAGE_NOT_OWN " + gone(),
            "markRead markedRead markedRead markedRead markedRead markedRead markedRead " + UNKNOWN,
            "markDelivered markedRead markedRead markedRead markedRead markedRead markedRead " + UNKNOWN,
            "readHistory history history history history history history " + UNKNOWN,
            "searchMessages foundMessages foundMessages foundMessages foundMessages foundMessages foundMessages "
                    + UNKNOWN,
            "saveDraft savedDraft savedDraft savedDraft savedDraft savedDraft savedDraft " + UNKNOWN,
            "changeSettings conversationSettings conversationSettings conversationSettings conversationSettings"
                    + " conversationSettings conversationSettings " + UNKNOWN,
            "hideMessages hiddenMessages hiddenMessages hiddenMessages hiddenMessages hiddenMessages hiddenMessages "
                    + UNKNOWN,
            // whether they may send is asked when it is due
            "scheduleSend scheduledSend scheduledSend scheduledSend scheduledSend " + gone(),
            // the same for all: it does not say whether anybody was told
            "typing typingTaken typingTaken typingTaken typingTaken typingTaken typingTaken typingTaken");

    private final Cluster cluster = Cluster.shared();
    private final Map<Standing, Asking> sockets = new EnumMap<>(Standing.class);
    private Api api;
    private Company company;

    @BeforeAll
    void meet() {
        api = Api.open(cluster);
        company = Company.make(api);
        Stream.of(Standing.values())
                .forEach(standing -> sockets.put(standing, Asking.as(cluster, api, company.account(standing))));
    }

    @AfterAll
    void part() {
        sockets.values().forEach(Asking::close);
        api.close();
    }

    @Test
    void nobodyGetsMoreThanTheirRowAndWhoIsGoneIsToldNothing() {
        Map<String, List<String>> seen = new LinkedHashMap<>();
        ROWS.keySet().forEach(row -> seen.put(row, ask(row)));

        assertThat(seen).containsExactlyEntriesOf(ROWS);
        for (Standing told : List.of(Standing.OWNER, Standing.ADMIN, Standing.MEMBER, Standing.MUTED)) {
            socket(told).awaitTold("message");
            socket(told).awaitTold("event");
        }
        for (Standing gone : List.of(Standing.BANNED, Standing.EX_MEMBER, Standing.STRANGER)) {
            socket(gone).ask("{\"heartbeat\":{}}");
            assertThat(socket(gone).told().toString()).as(gone.name()).doesNotContain("hello from", company.secret());
        }
        for (Standing gone : List.of(Standing.BANNED, Standing.EX_MEMBER)) {
            JsonNode history = socket(gone).ask("{\"readHistory\":{" + conversation() + "}}");
            assertThat(history.toString()).as(gone.name()).doesNotContain("hello from", company.secret());
        }
    }

    private List<String> ask(String row) {
        Map<Standing, String> answers = new EnumMap<>(Standing.class);
        for (Standing standing : List.of(Standing.values()).reversed()) {
            answers.put(standing, Asking.outcome(socket(standing).ask(request(row, standing))));
        }
        return List.copyOf(answers.values());
    }

    private Asking socket(Standing standing) {
        return Objects.requireNonNull(sockets.get(standing));
    }

    private String conversation() {
        return "\"conversation\":\"" + company.group() + "\"";
    }

    private String request(String row, Standing asker) {
        String identity =
                conversation() + ",\"outbox\":\"" + outbox(row) + "\",\"number\":\"1\",\"clientMessageId\":\"m-1\"";
        String seq = "\"seq\":\"" + Company.FIRST_MESSAGE + "\"";
        return switch (row) {
            case "send" -> "{\"send\":{" + identity + ",\"body\":{\"text\":\"hello from " + asker + "\"}}}";
            case "withdraw" -> "{\"withdraw\":{" + identity + "}}";
            case "changeMessage.reactionAdded" -> change(identity, "\"reactionAdded\":{\"reaction\":\"👍\"}");
            case "changeMessage.edited" ->
                change(identity, "\"edited\":{\"body\":{\"text\":\"hello from " + asker + ", edited\"}}");
            case "changeMessage.pinned" -> change(identity, "\"pinned\":{}");
            case "changeMessage.deleted" -> change(identity, "\"deleted\":{}");
            case "markRead", "markDelivered" -> "{\"" + row + "\":{" + conversation() + "," + seq + "}}";
            case "saveDraft" -> "{\"saveDraft\":{" + conversation() + ",\"text\":\"hm\"}}";
            case "changeSettings" -> "{\"changeSettings\":{" + conversation() + ",\"mutedUntilMs\":\"0\"}}";
            case "scheduleSend" ->
                "{\"scheduleSend\":{\"schedule\":\""
                        + UUID.randomUUID().toString().replace("-", "") + "\",\"dueAtMs\":\""
                        + Instant.now().plus(Duration.ofDays(1)).toEpochMilli() + "\",\"content\":{" + conversation()
                        + ",\"body\":{\"text\":\"later\"}}}}";
            case "hideMessages" ->
                "{\"hideMessages\":{" + conversation() + ",\"seqs\":[\"" + Company.FIRST_MESSAGE + "\"]}}";
            default -> "{\"" + row + "\":{" + conversation() + "}}";
        };
    }

    private static String change(String identity, String what) {
        return "{\"changeMessage\":{" + identity + ",\"change\":{\"targetSeq\":\"" + Company.FIRST_MESSAGE + "\","
                + what + "}}}";
    }

    /// One per row, so that no row has to know how many sends came before it.
    private static String outbox(String row) {
        byte[] bytes = new byte[16];
        byte[] name = row.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(name, Math.max(0, name.length - bytes.length), bytes, 0, Math.min(name.length, bytes.length));
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static String gone() {
        return UNKNOWN + " " + UNKNOWN + " " + UNKNOWN;
    }
}
