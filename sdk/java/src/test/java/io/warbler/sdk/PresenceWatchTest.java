package io.warbler.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

import io.warbler.proto.client.v1.ClientFrame;
import io.warbler.proto.client.v1.PresenceState;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PresenceWatchTest extends PeerTestKit {

    private final Recorder recorder = new Recorder();

    @Test
    void watchedUsersAreToldAsTheyAreAndWheneverTheyChange() {
        WarblerClient alice = connected(client("alice", recorder));

        assertThat(join(alice.watch(List.of("bob"))))
                .containsExactly(new Presence("bob", Presence.State.OFFLINE, null));
        peer.tellPresence("bob", PresenceState.PRESENCE_STATE_ONLINE);
        peer.tellPresence("bob", PresenceState.PRESENCE_STATE_ONLINE);
        peer.tellPresence("carol", PresenceState.PRESENCE_STATE_ONLINE);
        peer.tellPresence("bob", PresenceState.PRESENCE_STATE_AWAY);

        await().untilAsserted(() -> assertThat(recorder.statesOf("bob"))
                .containsExactly(Presence.State.OFFLINE, Presence.State.ONLINE, Presence.State.AWAY));
        assertThat(recorder.statesOf("carol")).isEmpty();
    }

    @Test
    void everyConnectionWatchesAgainAndIsAwayAgain() {
        WarblerClient alice = connected(client("alice", recorder));
        join(alice.watch(List.of("bob")));
        alice.setAway(true);
        await().until(() -> frames(ClientFrame::hasSetAway) == 1);

        alice.dropConnection();

        await().until(() -> frames(ClientFrame::hasWatchPresence) == 2 && frames(ClientFrame::hasSetAway) == 2);
        connected(client("bob", new Recorder()));
        peer.tellPresence("bob", PresenceState.PRESENCE_STATE_ONLINE);
        await().until(() -> recorder.statesOf("bob").contains(Presence.State.ONLINE));
    }

    @Test
    void resyncWatchesAgainAndTellsWhatWasMissed() {
        WarblerClient alice = connected(client("alice", recorder));
        join(alice.watch(List.of("bob")));
        connected(client("bob", new Recorder()));

        peer.tellResync();

        await().untilAsserted(() ->
                assertThat(recorder.statesOf("bob")).containsExactly(Presence.State.OFFLINE, Presence.State.ONLINE));
    }

    @Test
    void nobodyIsToldOfThoseWhoAreNotWatchedAnyMore() {
        WarblerClient alice = connected(client("alice", recorder));
        join(alice.watch(Set.of("bob", "carol")));
        join(alice.watch(Set.of("carol")));

        peer.tellPresence("bob", PresenceState.PRESENCE_STATE_ONLINE);
        peer.tellPresence("carol", PresenceState.PRESENCE_STATE_ONLINE);

        await().until(() -> recorder.statesOf("carol").contains(Presence.State.ONLINE));
        assertThat(recorder.statesOf("bob")).containsExactly(Presence.State.OFFLINE);
    }

    @Test
    void tooManyAreRefusedAtOnce() {
        WarblerClient alice = connected(client("alice", recorder));
        List<String> many =
                IntStream.rangeClosed(0, 500).mapToObj(number -> "u" + number).toList();

        assertThatIllegalArgumentException().isThrownBy(() -> alice.watch(many)).withMessageContaining("at most 500");
    }

    private long frames(Predicate<ClientFrame> wanted) {
        return peer.received().stream().filter(wanted).count();
    }
}
