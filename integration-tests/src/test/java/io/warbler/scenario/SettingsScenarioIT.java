package io.warbler.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.warbler.sdk.ConversationSettings;
import io.warbler.sdk.InboxEntry;
import io.warbler.sdk.InboxSection;
import io.warbler.sdk.SendResult;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// A user's settings of a conversation on several devices over two gateways, at once and after an absence.
class SettingsScenarioIT {

    private static final Duration SOON = Duration.ofSeconds(30);

    private final Cluster cluster = Cluster.shared();

    // allow MethodLength: one conversation from its beginning to its end
    @Test
    void devicesAgreeOnSettingsWhoeverChangedThemAndWheneverTheyLook() {
        try (var devices = Devices.ofTwoFriends(cluster)) {
            var alice = devices.alice();
            var bob = devices.bob();
            var phone = devices.phone();
            var laptop = devices.laptop();
            var late = devices.late();
            var bobPhone = devices.bobPhone();
            String direct = phone.client().directConversation(bob.id());
            say(bobPhone, alice, "hello");
            await().atMost(SOON).until(() -> knows(phone, direct, 1) && knows(laptop, direct, 1));

            // at the same time, on two gateways: different values, so both count
            var archived = phone.client().put(direct, InboxSection.ARCHIVED);
            var muted = laptop.client().mute(direct);
            join(archived);
            join(muted);
            for (RecordingDevice device : List.of(phone, laptop, late.connect())) {
                await().atMost(SOON).untilAsserted(() -> {
                    InboxEntry entry = entry(device, direct);
                    assertThat(entry.section(Instant.now())).isEqualTo(InboxSection.ARCHIVED);
                    assertThat(entry.settings().isMuted(Instant.now())).isTrue();
                    assertThat(entry.unreadCount()).isEqualTo(1);
                    assertThat(entry.badgeCount(Instant.now())).isZero();
                });
            }
            late.client().close();

            say(bobPhone, alice, "are you there?");
            await().atMost(SOON).until(() -> knows(laptop, direct, 2));
            assertThat(entry(laptop, direct).section(Instant.now())).isEqualTo(InboxSection.ARCHIVED);
            assertThat(inbox(phone, InboxSection.ARCHIVED)).containsExactly(direct);
            assertThat(inbox(phone, InboxSection.LISTED)).isEmpty();

            ConversationSettings now = join(phone.client().unmute(direct));
            await().atMost(SOON)
                    .untilAsserted(
                            () -> assertThat(entry(laptop, direct).settings()).isEqualTo(now));
            assertThat(entry(laptop, direct).section(Instant.now())).isEqualTo(InboxSection.LISTED);
            assertThat(entry(laptop, direct).badgeCount(Instant.now())).isEqualTo(2);
            assertThat(inbox(laptop, InboxSection.LISTED)).containsExactly(direct);
            assertThat(bobPhone.client().conversation(direct).orElseThrow().settings())
                    .isEqualTo(ConversationSettings.NONE);
            deliveredIsWhatADeviceHas(devices, direct);
        }
    }

    /// Alice was never there to read. Her devices go, and one comes back, on whichever gateway.
    private void deliveredIsWhatADeviceHas(Devices devices, String direct) {
        RecordingDevice bobPhone = devices.bobPhone();
        await().atMost(SOON).until(() -> entry(bobPhone, direct).isDelivered(2));
        devices.phone().client().close();
        devices.laptop().client().close();
        say(bobPhone, devices.alice(), "gone?");
        assertThat(entry(bobPhone, direct).isDelivered(3)).isFalse();

        try (var back = devices.alice().device(cluster, "gateway-1").connect();
                var bobLaptop = devices.bob().device(cluster, "gateway-1");
                var bobApi = devices.bob().api(cluster, "gateway-2")) {
            await().atMost(SOON).until(() -> entry(bobPhone, direct).isDelivered(3));
            assertThat(entry(bobLaptop.connect(), direct).isDelivered(3))
                    .as("who looks later")
                    .isTrue();
            assertThat(entry(bobLaptop, direct).peerReadSeq()).isZero();
            assertThat(entry(back, direct).unreadCount()).isEqualTo(3);
            assertThat(bobApi.readers(direct, 3).deliveredCount()).isEqualTo(1);
        }
    }

    private static void say(RecordingDevice device, Person to, String text) {
        assertThat(join(device.send(to, text))).isInstanceOf(SendResult.Accepted.class);
    }

    private static boolean knows(RecordingDevice device, String conversation, long seq) {
        return device.client()
                .conversation(conversation)
                .filter(entry -> entry.lastSeq() == seq)
                .isPresent();
    }

    private static InboxEntry entry(RecordingDevice device, String conversation) {
        return device.client().conversation(conversation).orElseThrow();
    }

    private static List<String> inbox(RecordingDevice device, InboxSection section) {
        return join(device.client().inbox(section, 10, "")).entries().stream()
                .map(InboxEntry::conversation)
                .toList();
    }

    private static <T> T join(CompletableFuture<T> future) {
        return future.orTimeout(20, TimeUnit.SECONDS).join();
    }
}
