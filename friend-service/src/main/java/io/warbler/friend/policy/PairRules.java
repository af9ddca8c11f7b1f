package io.warbler.friend.policy;

import io.warbler.friend.policy.PairChange.Accept;
import io.warbler.friend.policy.PairChange.Ask;
import io.warbler.friend.policy.PairChange.Block;
import io.warbler.friend.policy.PairChange.Cancel;
import io.warbler.friend.policy.PairChange.Decline;
import io.warbler.friend.policy.PairChange.Remove;
import io.warbler.friend.policy.PairChange.Unblock;
import io.warbler.friend.policy.PairDecision.Changed;
import io.warbler.friend.policy.PairDecision.Refused;
import io.warbler.friend.policy.PairDecision.Unchanged;
import io.warbler.kernel.UserId;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The state machine of a pair: a pure function, total over all states and changes.
///
/// Guarantees: a change that is repeated is `Unchanged`; `Changed` raises the version by one; what the blocked user is
/// answered and shown does not depend on the block (the same as after an unfriending that was never answered).
final class PairRules {

    private PairRules() {}

    static PairDecision decide(PairState stored, PairChange change, Instant now) {
        PairState state = stored.at(now);
        return switch (change) {
            case Ask ask -> ask(state, ask);
            case Accept accept -> accept(stored, state, accept.by());
            case Decline decline -> decline(stored, state, decline.by());
            case Cancel cancel -> cancel(stored, state, cancel.by());
            // an expired request stays: its sender would learn from its absence that there was a friendship to remove
            case Remove _ -> state.friends() ? next(state, false, stored.request(), state.blockers()) : new Unchanged();
            case Block block -> block(state, block.by());
            case Unblock unblock -> unblock(state, unblock.by());
        };
    }

    private static PairDecision ask(PairState state, Ask ask) {
        if (state.blockedBy(ask.by())) {
            return new Refused(Refusal.OWN_BLOCK);
        }
        if (state.hasIncoming(ask.by())) {
            return next(state, true, null, state.blockers());
        }
        if (state.allowed() || state.hasOutgoing(ask.by())) {
            return new Unchanged();
        }
        return next(state, state.friends(), ask.request(), state.blockers());
    }

    private static PairDecision accept(PairState stored, PairState state, UserId by) {
        if (state.hasIncoming(by)) {
            return next(state, true, null, state.blockers());
        }
        if (stored.hasIncoming(by)) {
            return new Refused(Refusal.REQUEST_EXPIRED);
        }
        return state.allowed() ? new Unchanged() : new Refused(Refusal.NO_REQUEST);
    }

    private static PairDecision decline(PairState stored, PairState state, UserId by) {
        if (stored.hasIncoming(by)) {
            return end(state);
        }
        return withoutRequest(state);
    }

    private static PairDecision cancel(PairState stored, PairState state, UserId by) {
        if (stored.hasOutgoing(by)) {
            return end(state);
        }
        return withoutRequest(state);
    }

    private static PairDecision end(PairState state) {
        return state.request() == null
                ? new Refused(Refusal.REQUEST_EXPIRED)
                : next(state, state.friends(), null, state.blockers());
    }

    /// Gone is what was wanted; but between friends the request came to something else.
    private static PairDecision withoutRequest(PairState state) {
        return state.allowed() ? new Refused(Refusal.NO_REQUEST) : new Unchanged();
    }

    private static PairDecision block(PairState state, UserId by) {
        if (state.blockedBy(by)) {
            return new Unchanged();
        }
        var blockers = new HashSet<>(state.blockers());
        blockers.add(by);
        return next(state, state.friends(), state.hasOutgoing(by) ? null : state.request(), blockers);
    }

    /// A friend who asked again while blocked is answered by the friendship itself.
    private static PairDecision unblock(PairState state, UserId by) {
        if (!state.blockedBy(by)) {
            return new Unchanged();
        }
        var blockers = new HashSet<>(state.blockers());
        blockers.remove(by);
        return next(state, state.friends(), state.friends() ? null : state.request(), blockers);
    }

    private static Changed next(
            PairState state, boolean friends, @Nullable FriendRequest request, Set<UserId> blockers) {
        return new Changed(new PairState(state.pair(), state.version() + 1, friends, request, blockers));
    }
}
