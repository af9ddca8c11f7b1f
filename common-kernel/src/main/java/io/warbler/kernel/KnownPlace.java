package io.warbler.kernel;

/// What a gateway knows of a user's place in a large group, and how far.
///
/// Two that are known of one user, in whatever order they were learnt, make one: the later membership counts.
///
/// @param joinedSeq the event that made the user a member, the last time
/// @param leftSeq   the event that ended the membership, which the user is told of; 0 for a member
/// @param knownSeq  every end of a membership up to here is accounted for
public record KnownPlace(long joinedSeq, long leftSeq, long knownSeq) {

    /// As an event of the group says that it is from then on.
    public static KnownPlace after(long seq, long joinedSeq, long leftSeq) {
        return new KnownPlace(joinedSeq, leftSeq, seq);
    }

    /// Whether the user may be told what stands at the seq, if all is known that came before.
    public boolean covers(long seq) {
        return seq >= joinedSeq && (leftSeq == 0 || seq <= leftSeq);
    }

    /// Whether memberships that ended up to `ended` cannot have been missed. If they can, the user must not be told.
    public boolean isSure(long ended) {
        return knownSeq >= ended;
    }

    /// The same when one end more is known, and everything before it.
    public KnownPlace knowing(long ended) {
        return ended <= knownSeq ? this : new KnownPlace(joinedSeq, leftSeq, ended);
    }

    /// What both together say.
    public KnownPlace with(KnownPlace other) {
        KnownPlace later = other.changedSeq() > changedSeq() ? other : this;
        return later.knowing(Math.max(knownSeq, other.knownSeq));
    }

    private long changedSeq() {
        return Math.max(joinedSeq, leftSeq);
    }
}
