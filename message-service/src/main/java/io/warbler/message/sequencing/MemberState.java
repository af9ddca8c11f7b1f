package io.warbler.message.sequencing;

import io.warbler.kernel.Position;
import io.warbler.proto.client.v1.GroupRole;
import io.warbler.proto.client.v1.JoinRequestState;

/// A user's place in a group at a position of the log.
///
/// @param role         unspecified for a user who never was a member
/// @param joined       where the membership began; the last one, if it ended
/// @param leftSeq      the event that ended the membership; 0 for a member
/// @param leftOrdinal  messages before that event
/// @param banned       the user cannot be added
/// @param mutedUntilMs sends that the log takes before are refused; outlives the membership
/// @param asked        the last request to join; a membership that began since ended it
public record MemberState(
        GroupRole role, Joined joined, long leftSeq, long leftOrdinal, boolean banned, long mutedUntilMs, Asked asked) {

    /// Nobody that the group knows of.
    public static final MemberState NONE =
            new MemberState(GroupRole.GROUP_ROLE_UNSPECIFIED, Joined.NEVER, 0, 0, false, 0, Asked.NEVER);

    /// The event that made a user a member.
    ///
    /// @param ordinal messages before it
    public record Joined(long seq, long ordinal, Position position) {

        static final Joined NEVER = new Joined(0, 0, Position.START);
    }

    /// A request to join.
    ///
    /// @param seq the event by which the user asked; 0: none
    public record Asked(JoinRequestState state, long seq) {

        public static final Asked NEVER = new Asked(JoinRequestState.JOIN_REQUEST_STATE_UNSPECIFIED, 0);
    }

    /// Whether the user is a member now.
    public boolean isMember() {
        return role != GroupRole.GROUP_ROLE_UNSPECIFIED && leftSeq == 0;
    }

    /// Whether the group has to remember something of a user who is no member.
    boolean isRemembered() {
        return banned || mutedUntilMs > 0 || isAsking();
    }

    /// Whether a request of the user waits.
    public boolean isAsking() {
        return asked.state() == JoinRequestState.JOIN_REQUEST_STATE_OPEN;
    }

    boolean isMutedAt(long timeMs) {
        return timeMs < mutedUntilMs;
    }

    MemberState joining(GroupRole as, Row.Event event) {
        var now = new Joined(event.seq(), event.ordinal(), event.stamp().position());
        return new MemberState(as, now, 0, 0, false, mutedUntilMs, Asked.NEVER);
    }

    MemberState leaving(Row.Event event) {
        return new MemberState(role, joined, event.seq(), event.ordinal(), banned, mutedUntilMs, asked);
    }

    MemberState as(GroupRole other) {
        return new MemberState(other, joined, leftSeq, leftOrdinal, banned, mutedUntilMs, asked);
    }

    MemberState banned(boolean now) {
        return new MemberState(role, joined, leftSeq, leftOrdinal, now, mutedUntilMs, asked);
    }

    MemberState mutedUntil(long timeMs) {
        return new MemberState(role, joined, leftSeq, leftOrdinal, banned, timeMs, asked);
    }

    MemberState asking(Row.Event event) {
        return asked(new Asked(JoinRequestState.JOIN_REQUEST_STATE_OPEN, event.seq()));
    }

    /// The request does not wait any more.
    MemberState answered(JoinRequestState state) {
        return asked(new Asked(state, asked.seq()));
    }

    private MemberState asked(Asked now) {
        return new MemberState(role, joined, leftSeq, leftOrdinal, banned, mutedUntilMs, now);
    }
}
