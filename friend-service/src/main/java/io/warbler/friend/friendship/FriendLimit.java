package io.warbler.friend.friendship;

import io.warbler.friend.policy.ChangeGuard;
import io.warbler.friend.policy.PairErrors;
import io.warbler.friend.policy.PairState;
import io.warbler.kernel.UserId;
import org.springframework.stereotype.Component;

/// Refuses a new friendship when one of the two has too many friends.
@Component
public final class FriendLimit implements ChangeGuard {

    private final Friends friends;
    private final FriendshipProperties properties;

    FriendLimit(Friends friends, FriendshipProperties properties) {
        this.friends = friends;
        this.properties = properties;
    }

    @Override
    public void check(PairState before, PairState next) {
        boolean begins = next.allowed() && !before.allowed();
        if (begins && (isFull(next.pair().low()) || isFull(next.pair().high()))) {
            throw PairErrors.limitReached("One of you has too many friends");
        }
    }

    private boolean isFull(UserId user) {
        return friends.countOf(user) >= properties.maxFriends();
    }
}
