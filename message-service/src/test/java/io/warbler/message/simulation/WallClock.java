package io.warbler.message.simulation;

import io.warbler.message.sequencing.Row;

/// Rows with the time of whoever writes them, as a wrong owner would.
final class WallClock {

    private WallClock() {}

    static Row stamped(Row row, long clockMs) {
        var at = row.stamp();
        var stamp = new Row.Stamp(at.conversation(), at.position(), clockMs * 1_000);
        return switch (row) {
            case Row.Message it -> new Row.Message(stamp, it.seq(), it.ordinal(), it.kind(), it.sentAtMs(), it.send());
            case Row.Refusal it -> new Row.Refusal(stamp, it.id(), it.digest(), it.code());
            case Row.Policy it -> new Row.Policy(stamp, it.policy());
            case Row.Bucket it -> new Row.Bucket(stamp, it.bucket());
            case Row.Snapshot it ->
                new Row.Snapshot(stamp, it.counters(), it.policyVersion(), it.policyAllowed(), it.group(), it.pins());
            case Row.OutboxMark it -> new Row.OutboxMark(stamp, it.key(), it.highWater(), it.kept());
            case Row.Membership it -> new Row.Membership(stamp, it.user(), it.peer(), it.joinedSeq());
            case Row.Mention it -> new Row.Mention(stamp, it.mentioned(), it.seq(), it.ordinal());
            case Row.Event it ->
                new Row.Event(
                        stamp,
                        it.seq(),
                        it.ordinal(),
                        it.kind(),
                        it.happenedAtMs(),
                        it.id(),
                        it.digest(),
                        it.change(),
                        it.memberCount(),
                        it.messageChange(),
                        it.body());
            case Row.TargetState it -> new Row.TargetState(stamp, it.ordinal(), it.state());
            case Row.ChangedMessage it -> new Row.ChangedMessage(stamp, it.ordinal(), it.state(), it.editedBody());
            case Row.ErasedEdit it -> new Row.ErasedEdit(stamp, it.seq());
            case Row.GroupMember it -> new Row.GroupMember(stamp, it.user(), it.state());
            case Row.GroupMembership it -> new Row.GroupMembership(stamp, it.user(), it.state(), it.asLeft());
        };
    }
}
