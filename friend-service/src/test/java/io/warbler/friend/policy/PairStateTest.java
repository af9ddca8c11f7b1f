package io.warbler.friend.policy;

import static io.warbler.friend.FriendUsers.ALICE;
import static io.warbler.friend.FriendUsers.BOB;
import static io.warbler.friend.FriendUsers.newUser;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.warbler.kernel.DirectPair;
import io.warbler.kernel.UserId;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PairStateTest {

    private static final DirectPair PAIR = DirectPair.of(ALICE, BOB);

    @Test
    void blockersBelongToThePair() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PairState(PAIR, 1, false, null, Set.of(newUser())))
                .withMessageContaining("blockers");
    }

    @Test
    void requesterDoesNotBlock() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PairState(PAIR, 1, false, requestFrom(ALICE), Set.of(ALICE)))
                .withMessageContaining("request");
    }

    @Test
    void friendsHaveNothingToAsk() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PairState(PAIR, 1, true, requestFrom(ALICE), Set.of()))
                .withMessageContaining("request");
    }

    @Test
    void requestIsThereUntilItExpires() {
        var asked = new PairState(PAIR, 1, false, requestFrom(ALICE), Set.of());

        assertThat(asked.at(Instant.EPOCH)).isEqualTo(asked);
        assertThat(asked.at(Instant.EPOCH.plusSeconds(1))).isEqualTo(new PairState(PAIR, 1, false, null, Set.of()));
    }

    @Test
    void versionIsNotNegative() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PairState(PAIR, -1, false, null, Set.of()))
                .withMessageContaining("version");
    }

    private static FriendRequest requestFrom(UserId user) {
        return new FriendRequest(user, "", Instant.EPOCH, Instant.EPOCH.plusSeconds(1));
    }
}
