package io.warbler.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.warbler.sdk.Event;
import io.warbler.sdk.Message;
import io.warbler.sdk.MessageChange;
import io.warbler.sdk.NewMessage;
import io.warbler.sdk.Poll;
import io.warbler.sdk.SendResult;
import io.warbler.sdk.Timeline;
import io.warbler.sdk.content.Content;
import io.warbler.sdk.rest.GroupDraft;
import io.warbler.sdk.rest.WarblerApi;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// Edits, deletions, reactions and pins, over socket and REST, on devices that are connected to different
/// gateways or come later.
class MessageChangeScenarioIT {

    private static final Duration SOON = Duration.ofSeconds(30);

    private final Cluster cluster = Cluster.shared();

    @Test
    void everyDeviceEndsWithTheSameMessagesWhateverWasChangedAndHow() {
        var alice = Person.register(cluster, "alice");
        var bob = Person.register(cluster, "bob");
        Person.befriend(cluster, alice, bob);
        try (var alicePhone = alice.device(cluster, "gateway-1").connect();
                var aliceLaptop = alice.device(cluster, "gateway-2").connect();
                var bobPhone = bob.device(cluster, "gateway-2").connect();
                var bobLaptop = bob.device(cluster, "gateway-1");
                var bobApi = bob.api(cluster, "gateway-2")) {
            String conversation = conversation(alicePhone.send(bob, "helo"));
            String canary = "canary-" + UUID.randomUUID();
            accepted(alicePhone.client().send(conversation, canary));
            accepted(alicePhone.client().send(conversation, "third"));

            accepted(alicePhone.client().edit(conversation, 1, "hello"));
            accepted(bobPhone.client().react(conversation, 1, "👍"));
            accepted(bobPhone.client().pin(conversation, 3));
            assertThat(change(bobApi, conversation, "PUT", "/messages/1/reactions/" + encoded("🎉")))
                    .contains("\"seq\":\"7\"");
            accepted(alicePhone.client().delete(conversation, 2));
            bobLaptop.connect();
            accepted(bobPhone.client().unreact(conversation, 1, "🎉"));

            for (RecordingDevice device : List.of(alicePhone, aliceLaptop, bobPhone, bobLaptop)) {
                assertHasEverything(device, conversation);
                assertThat(history(device, conversation).toString()).doesNotContain(canary);
            }
            assertThat(history(bobPhone, conversation).getFirst().changes().reactions())
                    .singleElement()
                    .satisfies(it -> assertThat(it.mine()).isTrue());
            assertRefused(bobPhone.client().edit(conversation, 1, "mine"), "MESSAGE_NOT_OWN");
            assertRefused(alicePhone.client().react(conversation, 2, "👍"), "MESSAGE_DELETED");
        }
    }

    @Test
    void nothingThatHappensToAMessageLaterReachesAFormerMember() {
        var alice = Person.register(cluster, "alice");
        var bob = Person.register(cluster, "bob");
        Person.befriend(cluster, bob, alice);
        try (var api = alice.api(cluster);
                var alicePhone = alice.device(cluster, "gateway-1").connect();
                var bobPhone = bob.device(cluster, "gateway-2").connect()) {
            String group = api.groups()
                    .create(GroupDraft.of("Choir").members(List.of(bob.id())))
                    .conversation();
            long seq = accepted(alicePhone.client().send(group, "first"));
            accepted(alicePhone.client().edit(group, seq, "second"));
            api.groups().remove(group, bob.id());
            String secret = "secret-" + UUID.randomUUID();
            accepted(alicePhone.client().edit(group, seq, secret));
            accepted(alicePhone.client().react(group, seq, "👍"));

            List<Message> seen = history(bobPhone, group);
            assertThat(seen).extracting(Message::text).containsExactly("second");
            assertThat(seen.getFirst().changes().editCount()).isEqualTo(1);
            assertThat(seen.getFirst().changes().reactions()).isEmpty();
            assertThat(bobPhone.changes(group).toString()).doesNotContain(secret);
            assertRefused(bobPhone.client().react(group, seq, "👍"), "CONVERSATION_UNKNOWN");
        }
    }

    @Test
    void pollsStandTheSameOnEveryDeviceAndKeepTheirSecrets() {
        try (var devices = Devices.ofTwoFriends(cluster)) {
            var phone = devices.phone();
            var bobPhone = devices.bobPhone();
            String direct = phone.client().directConversation(devices.bob().id());
            accepted(bobPhone.client()
                    .sendToUser(devices.alice().id(), NewMessage.of(Content.Poll.of("Lunch?", "pizza", "soup"))));
            accepted(phone.client().vote(direct, 1, List.of(1)));
            accepted(bobPhone.client().vote(direct, 1, List.of(0)));
            accepted(phone.client().vote(direct, 1, List.of(0)));
            accepted(bobPhone.client().closePoll(direct, 1));

            assertRefused(phone.client().vote(direct, 1, List.of()), "POLL_CLOSED");
            for (RecordingDevice device :
                    List.of(phone, devices.laptop(), bobPhone, devices.late().connect())) {
                await().atMost(SOON).untilAsserted(() -> {
                    Poll poll = timeline(device, direct).getFirst().changes().poll();
                    assertThat(poll)
                            .isEqualTo(
                                    history(device, direct).getFirst().changes().poll());
                    assertThat(poll).isNotNull().satisfies(it -> {
                        assertThat(it.tally().counts()).containsExactly(2, 0);
                        assertThat(it.mine()).containsExactly(0);
                        assertThat(it.closedBy()).isEqualTo(devices.bob().id());
                    });
                });
            }
            keepTheSecret(devices, direct);
        }
    }

    /// The voter's own devices know, nobody else.
    private static void keepTheSecret(Devices devices, String direct) {
        var secret = new Content.Poll("Who is it?", List.of("you", "me"), false, true, Optional.empty());
        long seq = accepted(devices.bobPhone().client().send(direct, NewMessage.of(secret)));
        accepted(devices.phone().client().vote(direct, seq, List.of(1)));

        await().atMost(SOON).untilAsserted(() -> {
            Event toldToBob = devices.bobPhone().changes(direct).getLast();
            assertThat(toldToBob.actor()).isEmpty();
            assertThat(toldToBob.messageChange())
                    .isEqualTo(new MessageChange(
                            seq, new MessageChange.PollVoted(List.of(), new Poll.Tally(List.of(0, 1), 1, true))));
            Event toldToAlice = devices.laptop().changes(direct).getLast();
            assertThat(toldToAlice.actor()).isEqualTo(devices.alice().id());
            assertThat(toldToAlice.messageChange())
                    .isNotNull()
                    .satisfies(it -> assertThat(it.what())
                            .isInstanceOfSatisfying(
                                    MessageChange.PollVoted.class,
                                    vote -> assertThat(vote.options()).containsExactly(1)));
        });
    }

    private static void assertHasEverything(RecordingDevice device, String conversation) {
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(device.changes(conversation).stream()
                                .map(it -> it.seq())
                                .toList())
                        .containsExactly(4L, 5L, 6L, 7L, 8L, 9L));
        List<Message> history = history(device, conversation);
        assertThat(timeline(device, conversation)).isEqualTo(history);
        assertThat(history).extracting(Message::text).containsExactly("hello", "", "third");
        assertThat(history.get(1).isDeleted()).isTrue();
        assertThat(history.get(2).changes().pinned()).isTrue();
    }

    private static List<Message> history(RecordingDevice device, String conversation) {
        return History.readAll(device.client(), conversation);
    }

    /// What a screen shows that was fed by the listener alone.
    private static List<Message> timeline(RecordingDevice device, String conversation) {
        var timeline = new Timeline(device.client().self());
        device.changes(conversation).reversed().forEach(timeline::apply);
        device.shown(conversation).forEach(timeline::put);
        return timeline.messages();
    }

    private static String change(WarblerApi api, String conversation, String method, String path) {
        var request = HttpRequest.newBuilder(
                        URI.create(api.endpoint().url() + "/v1/conversations/" + conversation + path))
                .header("Authorization", "Bearer " + api.validSession().accessToken())
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .method(method, BodyPublishers.noBody())
                .build();
        try {
            HttpResponse<String> response = api.http().send(request, BodyHandlers.ofString());
            assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
            return response.body();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String encoded(String reaction) {
        return URLEncoder.encode(reaction, StandardCharsets.UTF_8);
    }

    private static String conversation(CompletableFuture<SendResult> send) {
        SendResult result = send.orTimeout(60, TimeUnit.SECONDS).join();
        assertThat(result).isInstanceOf(SendResult.Accepted.class);
        return ((SendResult.Accepted) result).conversation();
    }

    private static long accepted(CompletableFuture<SendResult> send) {
        SendResult result = send.orTimeout(60, TimeUnit.SECONDS).join();
        assertThat(result).isInstanceOf(SendResult.Accepted.class);
        return ((SendResult.Accepted) result).seq();
    }

    private static void assertRefused(CompletableFuture<SendResult> send, String code) {
        assertThat(send.orTimeout(60, TimeUnit.SECONDS).join())
                .isInstanceOfSatisfying(
                        SendResult.Refused.class, it -> assertThat(it.code()).isEqualTo(code));
    }
}
