package io.warbler.socket;

import static org.assertj.core.api.Assertions.assertThat;

import io.warbler.rest.Api;
import io.warbler.rest.Api.Input;
import io.warbler.rest.Circle;
import io.warbler.scenario.Cluster;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

/// What a user has hidden from themselves is not told to any of their devices any more, whatever becomes of it, while
/// the other member sees it all. The client is no part of it: frames are read as they come.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HiddenMessagesIT {

    private static final String CANARY = "canary-8812";

    private final Cluster cluster = Cluster.shared();
    private Api api;

    @BeforeAll
    void open() {
        api = Api.open(cluster);
    }

    @AfterAll
    void close() {
        api.close();
    }

    @Test
    void liveEditsAndAnswersSayNothingOfIt() {
        Circle circle = Circle.make(api);
        String conversation = circle.conversation();
        Input friend = Input.as(circle.friend().token()).path("conversation", conversation);
        String seq = api.succeed("sendToConversation", keyed(friend).body("{\"text\":\"" + CANARY + "\"}"))
                .get("seq")
                .asString();
        try (var phone = Asking.as(cluster, api, circle.self());
                var laptop = Asking.as(cluster, api, circle.self());
                var other = Asking.as(cluster, api, circle.friend())) {
            JsonNode hidden = phone.ask(
                    "{\"hideMessages\":{\"conversation\":\"" + conversation + "\",\"seqs\":[\"" + seq + "\"]}}");
            assertThat(laptop.awaitTold("hiddenMessages").get("hiddenMessages"))
                    .isEqualTo(hidden.get("hiddenMessages"));

            api.succeed("editMessage", keyed(friend.path("seq", seq)).body("{\"text\":\"" + CANARY + ", edited\"}"));
            api.succeed("sendToConversation", keyed(friend).body("{\"text\":\"see?\",\"replyTo\":\"" + seq + "\"}"));

            for (Asking device : new Asking[] {phone, laptop}) {
                JsonNode event = device.awaitTold("event").get("event");
                assertThat(event.has("messageChange")).isFalse();
                assertThat(event.get("seq").asLong()).isEqualTo(Long.parseLong(seq) + 1);
                JsonNode answer = device.awaitTold("message").get("message");
                assertThat(answer.at("/body/text").asString()).isEqualTo("see?");
                assertThat(answer.at("/reply/seq").asString()).isEqualTo(seq);
                assertThat(device.told().toString()).doesNotContain(CANARY);
                assertThat(device.ask("{\"sync\":{}}").toString()).doesNotContain(CANARY);
            }
            other.awaitTold("event");
            other.awaitTold("message");
            assertThat(other.told().toString()).contains(CANARY + ", edited").doesNotContain("hiddenMessages");
        }
    }

    private static Input keyed(Input input) {
        return input.header("Idempotency-Key", UUID.randomUUID().toString());
    }
}
