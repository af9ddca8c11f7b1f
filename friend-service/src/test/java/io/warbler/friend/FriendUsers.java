package io.warbler.friend;

import io.warbler.kernel.UserId;
import java.util.UUID;

/// Users of the tests.
public final class FriendUsers {

    public static final UserId ALICE = new UserId("u" + "a".repeat(32));
    public static final UserId BOB = new UserId("u" + "b".repeat(32));

    private FriendUsers() {}

    /// A user whom no other test knows.
    public static UserId newUser() {
        return new UserId("u" + UUID.randomUUID().toString().replace("-", ""));
    }
}
