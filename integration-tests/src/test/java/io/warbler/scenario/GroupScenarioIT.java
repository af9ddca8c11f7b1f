package io.warbler.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.warbler.sdk.Message;
import io.warbler.sdk.SendResult;
import io.warbler.sdk.group.GroupRole;
import io.warbler.sdk.rest.GroupDraft;
import io.warbler.sdk.rest.WarblerApi;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// A group over two gateways.
class GroupScenarioIT {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final int SENDS = 40;

    private final Cluster cluster = Cluster.shared();

    /// Carol is removed while one of her devices sends and types and another one connects.
    @Test
    void nothingAfterTheirRemovalReachesAMemberAndNothingOfTheirsFollowsIt() {
        var alice = Person.register(cluster, "alice");
        var bob = Person.register(cluster, "bob");
        var carol = Person.register(cluster, "carol");
        Person.befriend(cluster, bob, alice);
        Person.befriend(cluster, carol, alice);
        try (var api = alice.api(cluster);
                var alicePhone = alice.device(cluster, "gateway-1").connect();
                var bobPhone = bob.device(cluster, "gateway-1").connect();
                var bobLaptop = bob.device(cluster, "gateway-2").connect();
                var carolPhone = carol.device(cluster, "gateway-2").connect();
                var carolLaptop = carol.device(cluster, "gateway-1")) {
            String group = api.groups()
                    .create(GroupDraft.of("Choir").members(List.of(bob.id(), carol.id())))
                    .conversation();
            accepted(alicePhone.client().send(group, "welcome"));
            await().atMost(SOON).until(() -> !carolPhone.shown(group).isEmpty());

            List<CompletableFuture<SendResult>> ofCarol = new ArrayList<>();
            long removed = removeWhileTheySend(api, group, alicePhone, carolPhone, carolLaptop, ofCarol);

            assertThat(seqs(ofCarol)).allSatisfy(seq -> assertThat(seq).isLessThan(removed));
            assertThat(SENDS - seqs(ofCarol).size())
                    .as("refused after the removal")
                    .isPositive();
            long last = accepted(alicePhone.client().send(group, "after it all"));
            assertEveryoneHas(group, last, alicePhone, bobPhone, bobLaptop);
            assertNothingAfter(group, removed, carolPhone, carolLaptop);
            assertTypingStaysInside(group, alicePhone, bobPhone, carolPhone);
            assertReceiptsStayInside(group, last, bobLaptop, alicePhone, carolPhone);
        }
    }

    /// Bob is a reader, then an admin, then a reader again, and sends as each of them; Carol reads.
    @Test
    void readersOfAChannelReadReactAndAreNotSeen() {
        var alice = Person.register(cluster, "alice");
        var bob = Person.register(cluster, "bob");
        var carol = Person.register(cluster, "carol");
        Person.befriend(cluster, bob, alice);
        Person.befriend(cluster, carol, alice);
        try (var api = alice.api(cluster);
                var alicePhone = alice.device(cluster, "gateway-1").connect();
                var bobPhone = bob.device(cluster, "gateway-2").connect();
                var carolPhone = carol.device(cluster, "gateway-2").connect();
                var carolLaptop = carol.device(cluster, "gateway-1").connect()) {
            String channel = api.groups()
                    .create(GroupDraft.channel("News").members(List.of(bob.id(), carol.id())))
                    .conversation();
            long first = accepted(alicePhone.client().send(channel, "first news"));
            await().atMost(SOON).until(() -> !bobPhone.shown(channel).isEmpty());

            assertThat(seqs(List.of(bobPhone.client().send(channel, "as a reader"))))
                    .isEmpty();
            accepted(bobPhone.client().react(channel, first, "👍"));
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(alicePhone.changes(channel)).hasSize(1));
            long promoted =
                    api.groups().setRole(channel, bob.id(), GroupRole.ADMIN).seq();
            long written = accepted(bobPhone.client().send(channel, "as an admin"));
            long demoted =
                    api.groups().setRole(channel, bob.id(), GroupRole.MEMBER).seq();
            assertThat(seqs(List.of(bobPhone.client().send(channel, "as a reader again"))))
                    .isEmpty();
            assertThat(written).isBetween(promoted, demoted);

            assertReadersAreNotSeen(channel, written, bobPhone, carolPhone, alicePhone);
            long last = accepted(alicePhone.client().send(channel, "the end"));
            assertShows(channel, List.of(first, written, last), alicePhone, bobPhone, carolPhone, carolLaptop);
        }
    }

    private static void assertShows(String channel, List<Long> seqs, RecordingDevice... devices) {
        for (RecordingDevice device : devices) {
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(device.shownSeqs(channel)).isEqualTo(seqs));
            assertThat(device.client().conversation(channel).orElseThrow().group())
                    .isNotNull()
                    .satisfies(view -> assertThat(view.memberCount()).isEqualTo(3));
        }
    }

    /// Neither who types, the owner neither, nor how far somebody reads is told, until something that was sent later
    /// has
    /// come.
    private static void assertReadersAreNotSeen(
            String channel, long seq, RecordingDevice typing, RecordingDevice reading, RecordingDevice owner) {
        typing.client().typing(channel);
        owner.client().typing(channel);
        reading.client().markRead(channel, seq).orTimeout(10, TimeUnit.SECONDS).join();
        accepted(typing.client().react(channel, seq, "🎉"));

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(owner.changes(channel)).hasSize(2));
        assertThat(owner.typing()).doesNotContain(typing.client().self());
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(reading.changes(channel)).hasSize(2));
        assertThat(reading.typing()).doesNotContain(owner.client().self());
        assertThat(owner.receipts(channel))
                .noneMatch(receipt -> receipt.startsWith(reading.client().self()));
    }

    /// The seq of the removal; what was sent by the removed is added.
    // allow ParameterNumber: who takes part
    private static long removeWhileTheySend(
            WarblerApi api,
            String group,
            RecordingDevice staying,
            RecordingDevice sending,
            RecordingDevice connecting,
            List<CompletableFuture<SendResult>> sent) {
        List<CompletableFuture<SendResult>> ofOthers = new ArrayList<>();
        long removed = 0;
        for (int i = 0; i < SENDS; i++) {
            sent.add(sending.client().send(group, "removed " + i));
            sending.client().typing(group);
            ofOthers.add(staying.client().send(group, "staying " + i));
            if (i == SENDS / 2) {
                var connected = connecting.client().connect();
                removed = api.groups().remove(group, sending.client().self()).seq();
                connected.orTimeout(30, TimeUnit.SECONDS).join();
            }
        }
        ofOthers.forEach(GroupScenarioIT::accepted);
        return removed;
    }

    private static void assertEveryoneHas(String group, long last, RecordingDevice... devices) {
        List<Message> all = List.of();
        for (RecordingDevice device : devices) {
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(device.shownSeqs(group)).endsWith(last));
            List<Message> history = History.readAll(device.client(), group);
            assertThat(device.shown(group)).isEqualTo(history);
            assertThat(all.isEmpty() || all.equals(history))
                    .as("the same for everyone")
                    .isTrue();
            all = history;
        }
    }

    private static void assertNothingAfter(String group, long removed, RecordingDevice... devices) {
        for (RecordingDevice device : devices) {
            assertThat(device.shownSeqs(group))
                    .allSatisfy(seq -> assertThat(seq).isLessThan(removed));
            assertThat(History.readAll(device.client(), group))
                    .allSatisfy(message -> assertThat(message.seq()).isLessThan(removed));
        }
    }

    /// Members see each other type; the removed neither sees it nor is seen.
    private static void assertTypingStaysInside(
            String group, RecordingDevice typing, RecordingDevice member, RecordingDevice removed) {
        int ofRemoved = count(member.typing(), removed.client().self());
        int seenByRemoved = removed.typing().size();
        await().atMost(SOON).pollInterval(Duration.ofMillis(500)).until(() -> {
            removed.client().typing(group);
            typing.client().typing(group);
            return member.typing().contains(typing.client().self());
        });
        assertThat(count(member.typing(), removed.client().self())).isEqualTo(ofRemoved);
        assertThat(removed.typing()).hasSize(seenByRemoved);
    }

    private static void assertReceiptsStayInside(
            String group, long seq, RecordingDevice reading, RecordingDevice member, RecordingDevice removed) {
        reading.client().markRead(group, seq).orTimeout(10, TimeUnit.SECONDS).join();

        String receipt = reading.client().self() + "@" + seq;
        await().atMost(SOON).until(() -> member.receipts(group).contains(receipt));
        assertThat(removed.receipts(group)).doesNotContain(receipt);
    }

    private static int count(List<String> users, String user) {
        return (int) users.stream().filter(user::equals).count();
    }

    private static long accepted(CompletableFuture<SendResult> send) {
        SendResult result = send.orTimeout(60, TimeUnit.SECONDS).join();
        assertThat(result).isInstanceOf(SendResult.Accepted.class);
        return ((SendResult.Accepted) result).seq();
    }

    /// Of those that stand.
    private static List<Long> seqs(List<CompletableFuture<SendResult>> sends) {
        return sends.stream()
                .map(send -> send.orTimeout(60, TimeUnit.SECONDS).join())
                .filter(SendResult.Accepted.class::isInstance)
                .map(result -> ((SendResult.Accepted) result).seq())
                .toList();
    }
}
