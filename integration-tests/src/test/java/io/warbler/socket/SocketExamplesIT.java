package io.warbler.socket;

import static org.assertj.core.api.Assertions.assertThat;

import io.warbler.rest.Account;
import io.warbler.rest.Api;
import io.warbler.rest.Api.Input;
import io.warbler.rest.Circle;
import io.warbler.rest.Joining;
import io.warbler.scenario.Cluster;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Every example of a client's frame is sent to a gateway, with the ids of users who exist: it is answered by a frame
/// that the document promises for it, and whatever is told keeps to its schema.
class SocketExamplesIT {

    private static final String ALICE = "u0199f1a02b3c7d4e8f5061728394a5b6";
    private static final String BOB = "u0199f1a02c4d7e5f90a1b2c3d4e5f607";
    private static final String CONVERSATION = "d7e2f1c7166ced8b8c9792fa67043026d";

    /// Examples whose promised answer is an error.
    private static final Map<String, String> REFUSED = Map.of("withdraw", "SEND_WITHDRAWN");

    private final Cluster cluster = Cluster.shared();
    private final SocketDocument document = SocketDocument.read();
    private final Map<String, String> realByExample = new LinkedHashMap<>();
    private final Api api = Api.open(cluster);
    private final Account alice = Account.register(api, "alice");
    private final Account bob = Account.register(api, "bob");
    private final Asking socket = Asking.open(cluster);

    @BeforeEach
    void befriend() {
        Circle.befriend(api, alice, bob);
        realByExample.put(ALICE, alice.id());
        realByExample.put(BOB, bob.id());
        realByExample.put(
                document.examples("client.login").getFirst().at("/login/ticket").asString(), alice.ticket(api));
        realByExample.put(
                document.examples("client.scheduleSend")
                        .getFirst()
                        .at("/scheduleSend/dueAtMs")
                        .asString(),
                Long.toString(System.currentTimeMillis() + Duration.ofDays(1).toMillis()));
    }

    @AfterEach
    void close() {
        socket.close();
        api.close();
    }

    @Test
    void everyExampleIsAnsweredAsPromised() {
        List<String> sent = new ArrayList<>();
        for (String message : document.messages().keySet()) {
            if (message.startsWith("client.")) {
                document.examples(message).forEach(example -> execute(message, example));
                sent.add(message);
            }
        }

        assertThat(sent).contains("client.login", "client.send", "client.sync", "client.heartbeat");
        liveFramesKeepToTheDocument();
    }

    private void execute(String message, JsonNode example) {
        String frame = message.substring("client.".length());
        JsonNode answer = socket.ask(real(example, frame));

        String name = checked(answer);
        assertThat(document.replies(frame))
                .as("%s answered %s", example, answer)
                .contains("server." + name);
        assertThat(answer.at("/error/code").asString(""))
                .as("%s answered %s", example, answer)
                .isEqualTo(REFUSED.getOrDefault(frame, ""));
        learn(answer);
    }

    /// The request with ids that exist; the request id is the socket's to choose.
    private String real(JsonNode example, String frame) {
        String text = "{\"" + frame + "\":" + example.get(frame) + "}";
        for (var entry : realByExample.entrySet()) {
            text = text.replace(entry.getKey(), entry.getValue());
        }
        return text;
    }

    private void learn(JsonNode answer) {
        if (answer.has("ack")) {
            realByExample.put(CONVERSATION, answer.at("/ack/conversation").asString());
        }
        if (answer.has("sync")) {
            document.examples("client.sync").stream()
                    .map(example -> example.at("/sync/token").asString(""))
                    .filter(token -> !token.isEmpty())
                    .forEach(token ->
                            realByExample.put(token, answer.at("/sync/token").asString()));
        }
    }

    /// What others do is told to Alice.
    private void liveFramesKeepToTheDocument() {
        String conversation = String.valueOf(realByExample.get(CONVERSATION));
        // before the send, which moves his marker by itself
        api.succeed(
                "markRead",
                Input.as(bob.token()).path("conversation", conversation).body("{\"seq\":\"1\"}"));
        api.succeed(
                "sendToUser",
                Input.as(bob.token())
                        .path("user", alice.id())
                        .header("Idempotency-Key", UUID.randomUUID().toString())
                        .body("{\"text\":\"hi Alice\"}"));
        Circle.ask(api, Account.register(api, "carol"), alice);
        Joining.into(api, bob).ask(alice);
        List.of("message", "readReceipt", "relationChanged", "joinRequestChanged")
                .forEach(socket::awaitTold);

        Set<String> names = new TreeSet<>();
        socket.told().forEach(frame -> names.add("server." + checked(frame)));
        assertThat(SocketDocument.names(document.root().at("/operations/tell/messages")))
                .containsAll(names);
    }

    /// The name of a frame of the server, which keeps to its schema.
    private String checked(JsonNode frame) {
        List<String> names = frame.propertyNames().stream()
                .filter(member -> !member.equals("requestId"))
                .toList();
        assertThat(names).as("%s", frame).hasSize(1);
        assertThat(document.violations("server." + names.getFirst(), frame))
                .as("%s", frame)
                .isEmpty();
        return names.getFirst();
    }
}
