package io.warbler.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.warbler.sdk.Message;
import io.warbler.sdk.SendResult;
import io.warbler.sdk.group.GroupView;
import io.warbler.sdk.rest.GroupDraft;
import io.warbler.sdk.rest.WarblerApi;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// A large group over two gateways: deliveries name none of its members.
@Tag("I11")
class LargeGroupScenarioIT {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final int MEMBERS = Cluster.LARGE_GROUPS_ABOVE + 1;
    private static final int SENDS = 60;

    private final Cluster cluster = Cluster.shared();

    /// The group grows beyond the bound while its members are connected; one is removed while they send and another of
    /// their devices connects, which makes it a small one; it grows once more, Redis is emptied, a gateway dies.
    // allow MethodLength: one story, told in its order
    @Test
    void everyMemberEndsEqualToTheHistoryAndWhoLeftSeesNothingLater() {
        List<Person> people = IntStream.range(0, MEMBERS + 1)
                .mapToObj(number -> Person.register(cluster, "large" + number))
                .toList();
        Person alice = people.getFirst();
        Person leaving = people.get(1);
        Person late = people.getLast();
        people.stream().skip(1).forEach(other -> Person.befriend(cluster, other, alice));
        List<RecordingDevice> staying = new ArrayList<>();
        try (var api = alice.api(cluster);
                var sending = alice.device(cluster, "gateway-1").connect();
                var leavingPhone = leaving.device(cluster, "gateway-2").connect();
                var leavingLaptop = leaving.device(cluster, "gateway-1");
                var latePhone = late.device(cluster, "gateway-2").connect()) {
            people.subList(2, MEMBERS).forEach(person -> staying.addAll(devices(person)));
            String group = created(api, people.subList(1, MEMBERS - 1));
            accepted(sending.client().send(group, "still a small one"));
            api.groups().add(group, people.get(MEMBERS - 1).id());
            accepted(sending.client().send(group, "now a large one"));

            long removed = removeWhileTheySend(api, group, sending, leavingPhone, leavingLaptop);
            api.groups().add(group, late.id());
            cluster.flushRedis();
            send(sending, group, "without routes");
            api.groups().add(group, leaving.id());
            api.groups().remove(group, leaving.id());
            cluster.kill("gateway-2");
            send(sending, group, "without a gateway");
            cluster.restart("gateway-2");
            long last = accepted(sending.client().send(group, "the end"));

            assertEveryoneHas(
                    group,
                    last,
                    Stream.concat(Stream.of(sending), staying.stream()).toList());
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(latePhone.shownSeqs(group)).endsWith(last));
            assertThat(latePhone.shown(group)).isEqualTo(History.readAll(latePhone.client(), group));
            for (RecordingDevice device : List.of(leavingPhone, leavingLaptop)) {
                assertThat(device.shownSeqs(group))
                        .allSatisfy(seq -> assertThat(seq).isLessThan(removed));
            }
            assertLean(group, sending, staying);
        } finally {
            staying.forEach(RecordingDevice::close);
        }
    }

    /// A large channel: one reader comes and one goes while it is written to, and each is told so much of it as is
    /// about
    /// themselves.
    @Test
    void readersOfALargeChannelComeAndGoAndReadWhatIsTheirs() {
        List<Person> people = IntStream.range(0, MEMBERS + 2)
                .mapToObj(number -> Person.register(cluster, "reader" + number))
                .toList();
        Person alice = people.getFirst();
        Person leaving = people.get(1);
        Person late = people.getLast();
        people.stream().skip(1).forEach(other -> Person.befriend(cluster, other, alice));
        try (var api = alice.api(cluster);
                var writing = alice.device(cluster, "gateway-1").connect();
                var leavingPhone = leaving.device(cluster, "gateway-2").connect();
                var stayingPhone = people.get(2).device(cluster, "gateway-2").connect();
                var latePhone = late.device(cluster, "gateway-1").connect()) {
            List<String> readers =
                    people.subList(1, MEMBERS + 1).stream().map(Person::id).toList();
            String channel = api.groups()
                    .create(GroupDraft.channel("Crowd").members(readers))
                    .conversation();
            accepted(writing.client().send(channel, "for all"));
            assertThat(stayingPhone.client().send(channel, "for nobody").join())
                    .isNotInstanceOf(SendResult.Accepted.class);
            long removed = api.groups().remove(channel, leaving.id()).seq();
            api.groups().add(channel, late.id());
            long last = accepted(writing.client().send(channel, "for who is left"));

            for (RecordingDevice device : List.of(writing, stayingPhone, latePhone)) {
                await().atMost(SOON)
                        .untilAsserted(
                                () -> assertThat(device.shownSeqs(channel)).endsWith(last));
                assertThat(device.shown(channel)).isEqualTo(History.readAll(device.client(), channel));
            }
            assertThat(leavingPhone.shownSeqs(channel))
                    .allSatisfy(seq -> assertThat(seq).isLessThan(removed));
            await().atMost(SOON)
                    .untilAsserted(() ->
                            assertThat(view(leavingPhone, channel).isMember()).isFalse());
            assertThat(view(stayingPhone, channel).memberCount()).isEqualTo(MEMBERS + 1);
            assertThat(view(latePhone, channel).isMember()).isTrue();
        }
    }

    private static GroupView view(RecordingDevice device, String group) {
        return Objects.requireNonNull(
                device.client().conversation(group).orElseThrow().group());
    }

    /// What a message costs does not depend on how many members there are.
    private void assertLean(String group, RecordingDevice sending, List<RecordingDevice> staying) {
        HotPath before = HotPath.read(cluster);
        for (int i = 0; i < 4; i++) {
            send(sending, group, "counted");
        }
        long last = accepted(sending.client().send(group, "the last one counted"));
        staying.forEach(device -> await().atMost(SOON)
                .untilAsserted(() -> assertThat(device.shownSeqs(group)).endsWith(last)));
        HotPath.read(cluster).since(before).assertLean(4 * SENDS + 1, 2);
    }

    private List<RecordingDevice> devices(Person person) {
        return Stream.of("gateway-1", "gateway-2")
                .map(gateway -> person.device(cluster, gateway).connect())
                .toList();
    }

    private static String created(WarblerApi api, List<Person> members) {
        return api.groups()
                .create(GroupDraft.of("Crowd")
                        .members(members.stream().map(Person::id).toList()))
                .conversation();
    }

    /// The seq of the removal.
    private static long removeWhileTheySend(
            WarblerApi api,
            String group,
            RecordingDevice staying,
            RecordingDevice removedOne,
            RecordingDevice connecting) {
        List<CompletableFuture<SendResult>> sends = new ArrayList<>();
        long removed = 0;
        for (int i = 0; i < SENDS; i++) {
            var _ = removedOne.client().send(group, "removed " + i);
            sends.add(staying.client().send(group, "staying " + i));
            if (i == SENDS / 2) {
                var connected = connecting.client().connect();
                removed = api.groups().remove(group, removedOne.client().self()).seq();
                connected.orTimeout(30, TimeUnit.SECONDS).join();
            }
        }
        sends.forEach(LargeGroupScenarioIT::accepted);
        return removed;
    }

    private static void send(RecordingDevice device, String group, String text) {
        List<CompletableFuture<SendResult>> sends = new ArrayList<>();
        for (int i = 0; i < SENDS; i++) {
            sends.add(device.client().send(group, text + " " + i));
        }
        sends.forEach(LargeGroupScenarioIT::accepted);
    }

    /// All of the history, but for what was written before they joined.
    private static void assertEveryoneHas(String group, long last, List<RecordingDevice> devices) {
        List<Message> whole = History.readAll(devices.getFirst().client(), group);
        for (RecordingDevice device : devices) {
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(device.shownSeqs(group)).endsWith(last));
            List<Message> own = History.readAll(device.client(), group);
            assertThat(device.shown(group)).isEqualTo(own);
            assertThat(own).isEqualTo(whole.subList(whole.size() - own.size(), whole.size()));
        }
    }

    private static long accepted(CompletableFuture<SendResult> send) {
        SendResult result = send.orTimeout(60, TimeUnit.SECONDS).join();
        assertThat(result).isInstanceOf(SendResult.Accepted.class);
        return ((SendResult.Accepted) result).seq();
    }
}
