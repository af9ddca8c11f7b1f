package io.warbler.friend.request;

import io.warbler.friend.friendship.FriendLimit;
import io.warbler.friend.policy.FriendRequest;
import io.warbler.friend.policy.PairChange.Ask;
import io.warbler.friend.policy.PairChanger;
import io.warbler.friend.policy.PairErrors;
import io.warbler.friend.policy.PairState;
import io.warbler.friend.user.UserDirectory;
import io.warbler.kernel.UserId;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import org.springframework.stereotype.Service;

/// Asks for a friendship. If the other has asked already, the two are friends at once.
@Service
final class FriendRequester {

    private final UserDirectory users;
    private final FriendRequests requests;
    private final SentRequests sentRequests;
    private final FriendLimit friendLimit;
    private final RequestProperties properties;
    private final PairChanger changer;
    private final Clock clock;

    // allow ParameterNumber: one for each limit, and the change itself
    FriendRequester(
            UserDirectory users,
            FriendRequests requests,
            SentRequests sentRequests,
            FriendLimit friendLimit,
            RequestProperties properties,
            PairChanger changer,
            Clock clock) {
        this.users = users;
        this.requests = requests;
        this.sentRequests = sentRequests;
        this.friendLimit = friendLimit;
        this.properties = properties;
        this.changer = changer;
        this.clock = clock;
    }

    /// The pair after the request; asking again while it is open changes nothing, its message neither.
    PairState ask(UserId by, UserId peer, String message) {
        users.requireExists(peer);
        var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        var request = new FriendRequest(by, message, now, now.plus(properties.expireAfter()));
        return changer.change(new Ask(peer, request), (before, next) -> check(request, before, next));
    }

    /// Limits are the same for requests that the other never sees, so that they tell nothing of a block.
    private void check(FriendRequest request, PairState before, PairState next) {
        if (next.allowed()) {
            friendLimit.check(before, next);
            return;
        }
        UserId peer = next.pair().peerOf(request.from());
        if (requests.countOutgoing(request.from()) >= properties.maxOutgoing()) {
            throw PairErrors.limitReached("You have too many unanswered friend requests");
        }
        if (requests.countIncoming(peer) >= properties.maxIncoming()) {
            throw PairErrors.limitReached("This user has too many unanswered friend requests");
        }
        sentRequests.count(request, peer);
    }
}
