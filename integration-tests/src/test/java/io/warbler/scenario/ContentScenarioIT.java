package io.warbler.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.warbler.rest.Api;
import io.warbler.rest.Api.Input;
import io.warbler.sdk.Message;
import io.warbler.sdk.NewMessage;
import io.warbler.sdk.SendResult;
import io.warbler.sdk.content.Content;
import io.warbler.sdk.content.Span;
import io.warbler.sdk.content.TextBuilder;
import io.warbler.sdk.rest.GroupDraft;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// Contents, replies, mentions, forwards and links over two gateways, socket and REST.
class ContentScenarioIT {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String CANARY = "canary-" + UUID.randomUUID();

    private final Cluster cluster = Cluster.shared();

    // allow MethodLength: one conversation from its beginning to its end
    @Test
    void messagesSayWhatTheySayToWhoeverMayRead() {
        var alice = Person.register(cluster, "alice");
        var bob = Person.register(cluster, "bob");
        var carol = Person.register(cluster, "carol");
        Person.befriend(cluster, bob, alice);
        Person.befriend(cluster, carol, alice);
        try (var api = alice.api(cluster);
                var rest = Api.open(cluster);
                var bobsApi = bob.api(cluster, "gateway-2");
                var alicePhone = alice.device(cluster, "gateway-1").connect();
                var bobPhone = bob.device(cluster, "gateway-2").connect();
                var carolPhone = carol.device(cluster, "gateway-2").connect()) {
            String group = api.groups()
                    .create(GroupDraft.of("Choir").members(List.of(bob.id())))
                    .conversation();

            long asked = send(alicePhone, group, NewMessage.of(asking(bob)));
            Content.Text shown = (Content.Text) received(bobPhone, group, asked).content();
            assertThat(shown.text()).contains(CANARY);
            assertThat(shown.spans()).extracting(Span::style).containsExactly(Span.Style.MENTION, Span.Style.BOLD);
            assertThat(mentions(bobPhone)).extracting(Message::seq).containsExactly(asked);
            api.groups().add(group, carol.id());

            String reply =
                    "{\"body\":{\"location\":{\"latitude\":48.1,\"longitude\":11.5}},\"replyTo\":\"" + asked + "\"}";
            var token = bobsApi.validSession().accessToken();
            long answered = rest.succeed(
                            "sendToConversation",
                            Input.as(token)
                                    .path("conversation", group)
                                    .header("Idempotency-Key", UUID.randomUUID().toString())
                                    .body(reply))
                    .get("seq")
                    .asLong();
            assertThat(received(alicePhone, group, answered).content()).isInstanceOf(Content.Location.class);
            assertThat(received(carolPhone, group, answered).answers())
                    .isEqualTo(new Message.Answered(asked, "", "", false));
            assertThat(inHistory(alicePhone, group, answered).answers())
                    .isEqualTo(
                            new Message.Answered(asked, alice.id(), shown.text().substring(0, preview(shown)), false));

            long copied = forwarded(alicePhone, bob, NewMessage.forward(group, asked));
            String direct = alicePhone.client().directConversation(bob.id());
            Message copy = received(bobPhone, direct, copied);
            assertThat(copy.text()).contains(CANARY);
            assertThat(copy.origin()).isNotNull();
            assertThat(received(alicePhone, direct, copied)).isEqualTo(copy);
            assertThat(alicePhone
                            .client()
                            .sendToUser(bob.id(), NewMessage.forward(group, 1))
                            .orTimeout(60, TimeUnit.SECONDS)
                            .join())
                    .isInstanceOfSatisfying(
                            SendResult.Refused.class,
                            it -> assertThat(it.code()).isEqualTo("FORWARD_SOURCE_UNKNOWN"));

            assertThat(rest.succeed("readMessage", link(token, group, asked)).toString())
                    .contains(CANARY);
            var carols = carol.api(cluster, "gateway-2");
            try (carols) {
                var input = link(carols.validSession().accessToken(), group, asked);
                assertThat(rest.fail("readMessage", 404, input)).isEqualTo("MESSAGE_UNKNOWN");
            }
            assertThat(carolPhone.shown(group).toString() + inHistory(carolPhone, group, answered))
                    .doesNotContain(CANARY);
            assertThat(mentions(carolPhone)).isEmpty();
        }
    }

    @Test
    void draftsReachTheOtherDevicesOfTheUserAndNobodyElse() {
        try (var devices = Devices.ofTwoFriends(cluster)) {
            var alice = devices.alice();
            var bob = devices.bob();
            var phone = devices.phone();
            var laptop = devices.laptop();
            var late = devices.late();
            var bobPhone = devices.bobPhone();
            accepted(phone.client().sendToUser(bob.id(), "hello"));
            String direct = phone.client().directConversation(bob.id());

            var saved = phone.client()
                    .saveDraft(direct, CANARY, 1)
                    .orTimeout(20, TimeUnit.SECONDS)
                    .join();

            await().atMost(SOON).until(() -> laptop.drafts().contains(saved));
            late.connect();
            await().atMost(SOON).until(() -> late.drafts().contains(saved));
            accepted(bobPhone.client().sendToUser(alice.id(), "are you there?"));
            assertThat(bobPhone.drafts()).isEmpty();
            phone.client()
                    .saveDraft(direct, "", 0)
                    .orTimeout(20, TimeUnit.SECONDS)
                    .join();
            await().atMost(SOON).until(() -> laptop.drafts().getLast().isRemoved());
        }
    }

    private static Content.Text asking(Person bob) {
        return new TextBuilder()
                .mention("@bob", bob.id())
                .plain(" do you know ")
                .styled(Span.Style.BOLD, CANARY)
                .build();
    }

    private static int preview(Content.Text text) {
        return Math.min(100, text.text().length());
    }

    private static Input link(String token, String conversation, long seq) {
        return Input.as(token).path("conversation", conversation).path("seq", Long.toString(seq));
    }

    private static List<Message> mentions(RecordingDevice device) {
        return device.client()
                .mentions(10, "")
                .orTimeout(20, TimeUnit.SECONDS)
                .join()
                .messages();
    }

    private static Message received(RecordingDevice device, String conversation, long seq) {
        await().atMost(SOON).until(() -> device.shownSeqs(conversation).contains(seq));
        return device.shown(conversation).stream()
                .filter(message -> message.seq() == seq)
                .findFirst()
                .orElseThrow();
    }

    private static Message inHistory(RecordingDevice device, String conversation, long seq) {
        return device
                .client()
                .historyAround(conversation, seq, 4)
                .orTimeout(20, TimeUnit.SECONDS)
                .join()
                .messages()
                .stream()
                .filter(message -> message.seq() == seq)
                .findFirst()
                .orElseThrow();
    }

    private static long send(RecordingDevice device, String conversation, NewMessage message) {
        return accepted(device.client().send(conversation, message));
    }

    private static long forwarded(RecordingDevice device, Person to, NewMessage message) {
        return accepted(device.client().sendToUser(to.id(), message));
    }

    private static long accepted(CompletableFuture<SendResult> send) {
        SendResult result = send.orTimeout(60, TimeUnit.SECONDS).join();
        assertThat(result).isInstanceOf(SendResult.Accepted.class);
        return ((SendResult.Accepted) result).seq();
    }
}
