package io.warbler.friend;

import static org.assertj.core.api.Assertions.assertThat;

import io.warbler.kernel.UserId;
import io.warbler.test.StackConnection;
import io.warbler.test.WarblerStack;
import java.util.Map;
import org.junit.jupiter.api.Test;

@WarblerStack(services = "friend")
class AuthOutageIT {

    @Test
    void withoutAuthServiceNobodyNewIsAskedOrBlockedAndTheRestGoesOn(StackConnection stack) {
        try (var nodes = new FriendNodes(stack, 1, Map.of())) {
            UserId alice = nodes.user();
            UserId bob = nodes.user();
            UserId carol = nodes.user();
            nodes.befriend(alice, bob);
            var asked = nodes.ask(carol, alice);
            nodes.killAuthService();

            var refused = nodes.ask(bob, carol);

            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.code()).isEqualTo("UNAVAILABLE");
            assertThat(nodes.put(bob, "/v1/blocks/" + carol).status()).isEqualTo(503);
            assertThat(nodes.get(bob, "/v1/blocks").usersOf("blocks")).isEmpty();
            assertThat(nodes.accept(alice, asked).status()).isEqualTo(200);
            assertThat(nodes.delete(alice, "/v1/friends/" + bob).status()).isEqualTo(204);
            assertThat(nodes.get(alice, "/v1/friends").usersOf("friends")).containsExactly(carol.value());
        }
    }
}
