package io.warbler.friend.policy;

import static io.warbler.friend.FriendUsers.ALICE;
import static io.warbler.friend.FriendUsers.BOB;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FriendRequestIdTest {

    @Test
    void readsWhatItPrints() {
        var id = new FriendRequestId(ALICE, BOB);

        assertThat(FriendRequestId.parse(id.toString())).contains(id);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "r",
                "x",
                "raaaa",
                "r-'; DROP",
                "R0000000000000000000000000000000000000000000000000000000000000000"
            })
    void otherTextIsNoId(String text) {
        assertThat(FriendRequestId.parse(text)).isEmpty();
    }
}
