package io.warbler.sdk;

import static io.warbler.sdk.peer.PeerChanges.added;
import static io.warbler.sdk.peer.PeerChanges.created;
import static io.warbler.sdk.peer.PeerChanges.muted;
import static io.warbler.sdk.peer.PeerChanges.removed;
import static io.warbler.sdk.peer.PeerChanges.renamed;
import static io.warbler.sdk.peer.PeerChanges.role;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.warbler.proto.client.v1.ErrorCode;
import io.warbler.proto.client.v1.SendMessage;
import io.warbler.sdk.group.GroupChange;
import io.warbler.sdk.group.GroupRole;
import io.warbler.sdk.group.GroupView;
import io.warbler.sdk.peer.PeerScript;
import io.warbler.sdk.peer.Reaction;
import io.warbler.sdk.store.ClientStateStore;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Conversations in which something other than messages happens. */
class GroupTest extends PeerTestKit {

    private static final String GROUP = "g00000000000000000000000000000001";

    private final Recorder recorder = new Recorder();

    @ParameterizedTest
    @EnumSource(Subprotocol.class)
    void messagesAndEventsComeInOneOrder(Subprotocol subprotocol) {
        connected(client("bob", recorder).subprotocol(subprotocol));

        peer.change(GROUP, "alice", created("Team", "bob"));
        peer.post(GROUP, "alice", "hello");
        peer.change(GROUP, "alice", renamed("Crew"));
        peer.post(GROUP, "carol", "hi");

        await().untilAsserted(() -> assertThat(recorder.entrySeqs()).isEqualTo(oneTo(4)));
        assertThat(recorder.texts()).containsExactly("hello", "hi");
        assertThat(recorder.messages()).extracting(Message::ordinal).containsExactly(1L, 2L);
        assertThat(changes())
                .satisfiesExactly(
                        change -> assertThat(change)
                                .isInstanceOfSatisfying(
                                        GroupChange.Created.class,
                                        group -> assertThat(group.members()).containsExactly("bob")),
                        change -> assertThat(change).isEqualTo(new GroupChange.ProfileSet("Crew", "", "")));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void lostRepeatedAndReorderedFramesAndLostConnectionsChangeNothing(long seed) {
        var random = new Random(seed);
        peer.change(GROUP, "alice", created("Team", "bob"));
        peer.script(new Unreliable(random));
        connected(client("bob", recorder));

        var told = LongStream.builder().add(1);
        for (long seq = 2; seq <= 300; seq++) {
            switch (random.nextInt(20)) {
                case 0 -> peer.lose(GROUP);
                case 1, 2, 3, 4, 5, 6 -> {
                    peer.change(GROUP, "alice", renamed("n" + seq));
                    told.add(seq);
                }
                default -> {
                    peer.post(GROUP, "alice", "m" + seq);
                    told.add(seq);
                }
            }
            if (random.nextInt(60) == 0) {
                peer.dropAll();
            }
        }
        peer.tellBehind(GROUP);

        List<Long> expected = told.build().boxed().toList();
        await().untilAsserted(() -> assertThat(recorder.entrySeqs()).isEqualTo(expected));
    }

    @Test
    void aLostEventIsNotShownAndHoldsNothingUp() {
        var bob = connected(client("bob", recorder));
        peer.change(GROUP, "alice", created("Team", "bob"));
        peer.lose(GROUP);
        peer.post(GROUP, "alice", "hello");

        await().untilAsserted(() -> assertThat(recorder.entrySeqs()).containsExactly(1L, 3L));
        assertThat(join(bob.newestHistory(GROUP, 10)).entries())
                .extracting(Entry::seq)
                .containsExactly(1L, 3L);
    }

    @Test
    void whoIsAddedHearsEverythingFromThereOn() {
        peer.change(GROUP, "alice", created("Team"));
        texts(30).forEach(text -> peer.post(GROUP, "alice", "before " + text));
        var bob = connected(client("bob", recorder));

        peer.change(GROUP, "alice", added("bob"));
        texts(30).forEach(text -> peer.post(GROUP, "alice", text));

        await().untilAsserted(() -> assertThat(recorder.texts()).isEqualTo(texts(30)));
        assertThat(recorder.entrySeqs()).startsWith(32L);
        await().untilAsserted(() -> assertThat(group(bob)).satisfies(group -> {
            assertThat(group.title()).isEqualTo("Team");
            assertThat(group.memberCount()).isEqualTo(2);
            assertThat(group.role()).isEqualTo(GroupRole.MEMBER);
            assertThat(group.joinedSeq()).isEqualTo(32);
        }));
        assertThat(bob.conversation(GROUP))
                .hasValueSatisfying(entry -> assertThat(entry.peer()).isEmpty());
    }

    @Test
    void aMessageThatComesFirstLosesNothingBeforeIt() {
        peer.change(GROUP, "alice", created("Team"));
        texts(30).forEach(text -> peer.post(GROUP, "alice", "before " + text));
        connected(client("bob", recorder));

        peer.changeUnpushed(GROUP, "alice", added("bob"));
        texts(150).stream().limit(149).forEach(text -> peer.postUnpushed(GROUP, "alice", text));
        peer.post(GROUP, "alice", "m150");

        await().untilAsserted(() -> assertThat(recorder.texts()).isEqualTo(texts(150)));
        assertThat(recorder.entrySeqs()).startsWith(32L);
    }

    @Test
    void aNewMembershipGoesOnWithTheEventThatBeganIt(@TempDir Path folder) {
        var store = ClientStateStore.file(folder.resolve("state.json"));
        peer.change(GROUP, "alice", created("Team", "bob"));
        var bob = connected(client("bob", recorder).stateStore(store));
        peer.post(GROUP, "alice", "m1");
        peer.change(GROUP, "alice", removed("bob"));
        await().until(() -> recorder.entrySeqs().size() == 3);
        await().until(() -> !group(bob).isMember());
        bob.close();
        texts(150).forEach(text -> peer.post(GROUP, "alice", "without bob " + text));
        peer.change(GROUP, "alice", renamed("Crew"));
        long joined = peer.change(GROUP, "alice", added("bob"));
        peer.post(GROUP, "alice", "m2");

        var after = new Recorder();
        var again = connected(client("bob", after).stateStore(store));
        peer.post(GROUP, "alice", "m3");

        await().untilAsserted(() -> assertThat(after.entrySeqs()).containsExactly(joined, joined + 1, joined + 2));
        await().untilAsserted(() -> assertThat(group(again).title()).isEqualTo("Crew"));
    }

    @Test
    void aNewMembershipOfAConnectedClientGoesOnToo() {
        peer.change(GROUP, "alice", created("Team", "bob"));
        var bob = connected(client("bob", recorder));
        peer.change(GROUP, "alice", removed("bob"));
        peer.change(GROUP, "alice", renamed("Crew"));
        peer.post(GROUP, "alice", "without bob");

        peer.change(GROUP, "alice", added("bob"));
        peer.post(GROUP, "alice", "m1");

        await().untilAsserted(() -> assertThat(recorder.entrySeqs()).containsExactly(1L, 2L, 5L, 6L));
        await().untilAsserted(() -> assertThat(group(bob).title()).isEqualTo("Crew"));
        await().until(() -> group(bob).isMember());
    }

    @Test
    void aClientThatIsNewBeginsWithTheNewestMessages() {
        peer.change(GROUP, "alice", created("Team", "bob"));
        texts(50).forEach(text -> peer.post(GROUP, "alice", text));
        peer.change(GROUP, "alice", renamed("Crew"));
        connected(client("bob", recorder));

        await().untilAsserted(() ->
                assertThat(recorder.entrySeqs()).isEqualTo(oneTo(52).subList(31, 52)));
    }

    @Test
    void aNewRunGoesOnWhereTheOldOneEnded(@TempDir Path folder) {
        Path file = folder.resolve("state.json");
        var bob = connected(client("bob", recorder).stateStore(ClientStateStore.file(file)));
        peer.change(GROUP, "alice", created("Team", "bob"));
        peer.post(GROUP, "alice", "m1");
        peer.lose(GROUP);
        await().until(() ->
                bob.conversation(GROUP).filter(entry -> entry.lastSeq() == 3).isPresent());
        bob.close();
        peer.change(GROUP, "alice", renamed("Crew"));
        texts(130).stream().skip(1).forEach(text -> peer.post(GROUP, "alice", text));

        var after = new Recorder();
        connected(client("bob", after).stateStore(ClientStateStore.file(file)));

        await().untilAsserted(
                        () -> assertThat(after.entrySeqs()).isEqualTo(oneTo(133).subList(3, 133)));
    }

    @Test
    void theEntryFollowsWhatHappens() {
        var bob = connected(client("bob", recorder));
        peer.change(GROUP, "alice", created("Team", "bob"));
        peer.change(GROUP, "alice", renamed("Crew"));
        peer.change(GROUP, "alice", added("carol"));
        peer.change(GROUP, "alice", muted("bob", 5_000));
        peer.change(GROUP, "alice", role("bob", io.warbler.proto.client.v1.GroupRole.GROUP_ROLE_ADMIN));

        await().until(() -> recorder.entrySeqs().size() == 5);
        await().untilAsserted(() -> assertThat(group(bob)).satisfies(group -> {
            assertThat(group.title()).isEqualTo("Crew");
            assertThat(group.memberCount()).isEqualTo(3);
            assertThat(group.role()).isEqualTo(GroupRole.ADMIN);
            assertThat(group.mutedUntil()).isEqualTo(Instant.ofEpochMilli(5_000));
        }));
    }

    @Test
    void whatIsSentToAGroupIsNumberedAmongItsEvents() {
        peer.change(GROUP, "alice", created("Team", "bob"));
        var bob = connected(client("bob", recorder));

        List<SendResult> first = sendAll(bob, GROUP, texts(2));
        peer.change(GROUP, "alice", renamed("Crew"));
        List<SendResult> second = sendAll(bob, GROUP, List.of("m3"));

        assertThat(first).extracting(PeerTestKit::seq).containsExactly(2L, 3L);
        assertThat(second).extracting(PeerTestKit::seq).containsExactly(5L);
        await().untilAsserted(() -> assertThat(recorder.entrySeqs()).isEqualTo(oneTo(5)));
        assertThat(recorder.texts()).isEqualTo(texts(3));
    }

    @ParameterizedTest
    @EnumSource(
            value = ErrorCode.class,
            names = {"GROUP_FORBIDDEN", "MEMBER_MUTED", "SLOW_MODE", "GROUP_DISSOLVED"})
    void aRefusedSendDoesNotHoldUpTheNext(ErrorCode code) {
        peer.change(GROUP, "alice", created("Team", "bob"));
        peer.script(new PeerScript() {
            @Override
            public Reaction onSend(SendMessage send) {
                return send.getNumber() == 1 ? new Reaction.RefuseFinally(code) : new Reaction.Decide();
            }
        });
        var bob = connected(client("bob", recorder));

        List<SendResult> results = sendAll(bob, GROUP, texts(2));

        assertThat(results.get(0)).isEqualTo(new SendResult.Refused(code.name(), ""));
        assertThat(peer.texts(GROUP)).containsExactly("m2");
    }

    @Test
    void eventsAreNotUnread() {
        var bob = connected(client("bob", recorder));
        peer.change(GROUP, "alice", created("Team", "bob"));
        peer.post(GROUP, "alice", "m1");
        peer.change(GROUP, "alice", renamed("Crew"));
        peer.post(GROUP, "carol", "m2");

        await().until(() -> recorder.entrySeqs().size() == 4);
        await().untilAsserted(() -> assertThat(bob.conversation(GROUP))
                .hasValueSatisfying(entry -> assertThat(entry.unreadCount()).isEqualTo(2)));
        join(bob.markRead(GROUP, 3));
        assertThat(bob.conversation(GROUP))
                .hasValueSatisfying(entry -> assertThat(entry.unreadCount()).isEqualTo(1));
    }

    private List<GroupChange> changes() {
        return recorder.entries().stream()
                .filter(Event.class::isInstance)
                .map(entry -> ((Event) entry).change())
                .toList();
    }

    private static GroupView group(WarblerClient client) {
        return Objects.requireNonNull(client.conversation(GROUP).orElseThrow().group(), "group");
    }

    /** Loses, repeats and reorders what it pushes. */
    private static final class Unreliable implements PeerScript {

        private final Random random;
        private io.warbler.proto.client.v1.Message message = io.warbler.proto.client.v1.Message.getDefaultInstance();
        private io.warbler.proto.client.v1.Event event = io.warbler.proto.client.v1.Event.getDefaultInstance();

        Unreliable(Random random) {
            this.random = random;
        }

        @Override
        public List<io.warbler.proto.client.v1.Message> onPush(io.warbler.proto.client.v1.Message pushed) {
            return switch (random.nextInt(6)) {
                case 0 -> List.of();
                case 1 -> List.of(pushed, pushed);
                case 2 -> {
                    message = pushed;
                    yield List.of();
                }
                case 3 -> message.getSeq() == 0 ? List.of(pushed) : List.of(pushed, message);
                default -> List.of(pushed);
            };
        }

        @Override
        public List<io.warbler.proto.client.v1.Event> onPush(io.warbler.proto.client.v1.Event pushed) {
            return switch (random.nextInt(6)) {
                case 0 -> List.of();
                case 1 -> List.of(pushed, pushed);
                case 2 -> {
                    event = pushed;
                    yield List.of();
                }
                case 3 -> event.getSeq() == 0 ? List.of(pushed) : List.of(pushed, event);
                default -> List.of(pushed);
            };
        }
    }
}
