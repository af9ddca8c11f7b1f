package io.warbler.friend;

import static io.warbler.friend.FriendUsers.newUser;
import static org.assertj.core.api.Assertions.assertThat;

import io.warbler.kernel.UserId;
import io.warbler.test.StackConnection;
import io.warbler.test.WarblerStack;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Every list can be read in pages.
@WarblerStack(services = "friend", topics = true, shared = true)
class FriendPagesIT {

    private static final int COUNT = 5;

    private static FriendNodes nodes;
    private static UserId alice = newUser();
    private static List<String> peers = List.of();

    @BeforeAll
    static void start(StackConnection stack) {
        nodes = FriendNodes.shared(stack);
        alice = nodes.user();
        peers = Stream.generate(nodes::user)
                .limit(COUNT)
                .map(UserId::value)
                .sorted()
                .toList();
    }

    @Test
    void everyListIsReadInPages() {
        peers.forEach(peer -> nodes.ask(alice, new UserId(peer)));
        assertPages("/v1/friend-requests/outgoing", "requests");
        peers.forEach(peer ->
                nodes.delete(alice, "/v1/friend-requests/r" + alice.value().substring(1) + peer.substring(1)));
        peers.forEach(peer -> nodes.ask(new UserId(peer), alice));
        assertPages("/v1/friend-requests/incoming", "requests");
        peers.forEach(peer -> nodes.ask(alice, new UserId(peer)));
        assertPages("/v1/friends", "friends");
        peers.forEach(peer -> nodes.put(alice, "/v1/blocks/" + peer));
        assertPages("/v1/blocks", "blocks");

        String ofBlocks = nodes.get(alice, "/v1/blocks?limit=2").text("next");
        assertThat(nodes.get(alice, "/v1/friends?cursor=" + ofBlocks).code()).isEqualTo("FIELD_INVALID");
    }

    private static void assertPages(String path, String list) {
        assertThat(nodes.get(alice, path).usersOf(list)).isEqualTo(peers);
        assertThat(nodes.get(alice, path).body().has("next")).isFalse();
        assertThat(nodes.get(alice, path + "?limit=5").body().has("next")).isFalse();
        List<String> read = new ArrayList<>();
        String next = "";
        do {
            var page = nodes.get(alice, path + "?limit=2&cursor=" + next);
            assertThat(page.usersOf(list)).hasSizeBetween(1, 2);
            read.addAll(page.usersOf(list));
            next = page.text("next");
        } while (!next.isEmpty());
        assertThat(read).isEqualTo(peers);
    }
}
