package io.warbler.message.sequencing;

import com.google.protobuf.ByteString;
import io.warbler.kernel.Position;
import io.warbler.proto.client.v1.ErrorCode;
import io.warbler.proto.client.v1.EventKind;
import io.warbler.proto.client.v1.GroupChange;
import io.warbler.proto.client.v1.MessageChange;
import io.warbler.proto.client.v1.MessageKind;
import io.warbler.proto.log.v1.DirectMembers;
import io.warbler.proto.log.v1.DirectPolicy;
import io.warbler.proto.log.v1.KeptVerdicts;
import io.warbler.proto.log.v1.Send;
import io.warbler.proto.log.v1.SendId;
import io.warbler.proto.store.v1.GroupState;
import io.warbler.proto.store.v1.MessageState;
import io.warbler.proto.store.v1.Pins;
import java.util.Optional;

/// A row that a decision leaves in the store. Immutable, and the same whoever computes it, whenever.
public sealed interface Row {

    /// Numbers per bucket of the timeline, and of the events beside it.
    int BUCKET_SIZE = 4_096;

    /// The bucket of an ordinal or a seq (from 1).
    static long bucketOf(long number) {
        return (number - 1) / BUCKET_SIZE;
    }

    /// Where and when, the same for all rows of one record.
    ///
    /// @param rowTime microseconds; strictly rises per conversation from record to record that leaves rows
    record Stamp(String conversation, Position position, long rowTime) {}

    Stamp stamp();

    /// A row that took a seq.
    sealed interface Numbered extends Row {

        long seq();

        /// Timeline messages up to and including this row.
        long ordinal();
    }

    /// A timeline message.
    record Message(Stamp stamp, long seq, long ordinal, MessageKind kind, long sentAtMs, Send send)
            implements Numbered {

        public long bucket() {
            return bucketOf(ordinal);
        }
    }

    /// Follows from an event: stored after it, and before what follows in the conversation. While it is missing,
    /// whoever
    /// reads it finds less than there is; it is never there without its event.
    sealed interface Companion extends Row {}

    /// A change of a group or of a message that took effect at this position: a seq, but no ordinal of its own.
    ///
    /// @param change        of a group, with everything that the decision filled in; else the default instance
    /// @param memberCount   members after it
    /// @param messageChange of a message, without the body of an edit; else the default instance
    /// @param body          serialised MessageBody of an edit; empty also when the message was deleted since
    record Event(
            Stamp stamp,
            long seq,
            long ordinal,
            EventKind kind,
            long happenedAtMs,
            SendId id,
            ByteString digest,
            GroupChange change,
            int memberCount,
            MessageChange messageChange,
            ByteString body)
            implements Numbered {

        /// Of a group, or lost.
        // allow ParameterNumber: a row has as many columns
        public Event(
                Stamp stamp,
                long seq,
                long ordinal,
                EventKind kind,
                long happenedAtMs,
                SendId id,
                ByteString digest,
                GroupChange change,
                int memberCount) {
            this(
                    stamp,
                    seq,
                    ordinal,
                    kind,
                    happenedAtMs,
                    id,
                    digest,
                    change,
                    memberCount,
                    MessageChange.getDefaultInstance(),
                    ByteString.EMPTY);
        }

        public long bucket() {
            return bucketOf(seq);
        }

        public String actor() {
            return id.getSender();
        }

        Event withMemberCount(int count) {
            return new Event(stamp, seq, ordinal, kind, happenedAtMs, id, digest, change, count, messageChange, body);
        }
    }

    /// A user's place in a group since this position, for the group's owner and for its list of members.
    record GroupMember(Stamp stamp, String user, MemberState state) implements Row {}

    /// The same for the user's own list of conversations. Stored after the event that it follows from: no trace
    /// of a lost event may be found by the user.
    ///
    /// @param asLeft  the group as it was when the user left, with its counts; the default instance for a member
    record GroupMembership(Stamp stamp, String user, MemberState state, GroupState asLeft) implements Companion {}

    /// What the changes of a message made of it after this position, for decisions.
    record TargetState(Stamp stamp, long ordinal, MessageState state) implements Companion {

        public long bucket() {
            return bucketOf(ordinal);
        }
    }

    /// The same for readers, who find it with the message. A deleted message has no body any more, in any version.
    ///
    /// @param editedBody the body that an edit at this position gave it
    record ChangedMessage(Stamp stamp, long ordinal, MessageState state, Optional<ByteString> editedBody)
            implements Companion {

        public long bucket() {
            return bucketOf(ordinal);
        }
    }

    /// The edit at `seq` of a message that is deleted at this position loses its body.
    record ErasedEdit(Stamp stamp, long seq) implements Companion {

        public long bucket() {
            return bucketOf(seq);
        }
    }

    /// A send that was refused for ever at this position.
    record Refusal(Stamp stamp, SendId id, ByteString digest, ErrorCode code) implements Row {}

    /// A policy that took effect at this position.
    record Policy(Stamp stamp, DirectPolicy policy) implements Row {}

    /// The first row of a timeline bucket was written.
    record Bucket(Stamp stamp, long bucket) implements Row {}

    /// Decision state after this position.
    ///
    /// @param group of a GROUP: all but its members; else the default instance
    /// @param pins  what is pinned
    record Snapshot(
            Stamp stamp, Counters counters, long policyVersion, boolean policyAllowed, GroupState group, Pins pins)
            implements Row {

        /// Of a DIRECT conversation.
        public Snapshot(Stamp stamp, Counters counters, long policyVersion, boolean policyAllowed) {
            this(
                    stamp,
                    counters,
                    policyVersion,
                    policyAllowed,
                    GroupState.getDefaultInstance(),
                    Pins.getDefaultInstance());
        }
    }

    /// Kept verdicts of one outbox after this position.
    record OutboxMark(Stamp stamp, OutboxKey key, long highWater, KeptVerdicts kept) implements Row {}

    /// A user belongs to the DIRECT conversation since this position.
    record Membership(Stamp stamp, String user, String peer, long joinedSeq) implements Row {}

    /// A message mentions a member, or everybody: then `mentioned` is the conversation.
    record Mention(Stamp stamp, String mentioned, long seq, long ordinal) implements Row {}

    /// Where the conversation and, if it is DIRECT, each of its two members stand.
    record Counters(
            DirectMembers members,
            long seq,
            long ordinal,
            long lowSeq,
            long lowOrdinal,
            long highSeq,
            long highOrdinal) {

        /// No message yet.
        public static Counters none(DirectMembers members) {
            return new Counters(members, 0, 0, 0, 0, 0, 0);
        }

        /// The same counts with the members known.
        public Counters withMembers(DirectMembers known) {
            return new Counters(known, seq, ordinal, lowSeq, lowOrdinal, highSeq, highOrdinal);
        }

        /// After a message of `sender` at the given numbers.
        public Counters after(long newSeq, long newOrdinal, String sender) {
            boolean low = sender.equals(members.getLow());
            boolean high = sender.equals(members.getHigh());
            return new Counters(
                    members,
                    Math.max(seq, newSeq),
                    Math.max(ordinal, newOrdinal),
                    low ? newSeq : lowSeq,
                    low ? newOrdinal : lowOrdinal,
                    high ? newSeq : highSeq,
                    high ? newOrdinal : highOrdinal);
        }

        /// After an event that is no message.
        public Counters afterEvent(long newSeq, long newOrdinal) {
            return new Counters(
                    members,
                    Math.max(seq, newSeq),
                    Math.max(ordinal, newOrdinal),
                    lowSeq,
                    lowOrdinal,
                    highSeq,
                    highOrdinal);
        }

        /// After one more message of `sender`.
        public Counters next(String sender) {
            return after(seq + 1, ordinal + 1, sender);
        }
    }
}
