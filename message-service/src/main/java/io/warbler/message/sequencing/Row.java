package io.warbler.message.sequencing;

import com.google.protobuf.ByteString;
import io.warbler.kernel.Position;
import io.warbler.proto.client.v1.ErrorCode;
import io.warbler.proto.client.v1.MessageKind;
import io.warbler.proto.log.v1.DirectMembers;
import io.warbler.proto.log.v1.DirectPolicy;
import io.warbler.proto.log.v1.KeptVerdicts;
import io.warbler.proto.log.v1.Send;
import io.warbler.proto.log.v1.SendId;

/// A row that a decision leaves in the store. Immutable, and the same whoever computes it, whenever.
public sealed interface Row {

    /// Rows per bucket of the timeline.
    int BUCKET_SIZE = 4_096;

    /// The bucket of an ordinal (from 1).
    static long bucketOf(long ordinal) {
        return (ordinal - 1) / BUCKET_SIZE;
    }

    /// Where and when, the same for all rows of one record.
    ///
    /// @param rowTime microseconds; strictly rises per conversation from record to record that leaves rows
    record Stamp(String conversation, Position position, long rowTime) {}

    Stamp stamp();

    /// A timeline message.
    record Message(Stamp stamp, long seq, long ordinal, MessageKind kind, long sentAtMs, Send send) implements Row {

        public long bucket() {
            return bucketOf(ordinal);
        }
    }

    /// A send that was refused for ever at this position.
    record Refusal(Stamp stamp, SendId id, ByteString digest, ErrorCode code) implements Row {}

    /// A policy that took effect at this position.
    record Policy(Stamp stamp, DirectPolicy policy) implements Row {}

    /// The first row of a timeline bucket was written.
    record Bucket(Stamp stamp, long bucket) implements Row {}

    /// Decision state after this position.
    record Snapshot(Stamp stamp, Counters counters, long policyVersion, boolean policyAllowed) implements Row {}

    /// Kept verdicts of one outbox after this position.
    record OutboxMark(Stamp stamp, OutboxKey key, long highWater, KeptVerdicts kept) implements Row {}

    /// A user belongs to the conversation since this position.
    record Membership(Stamp stamp, String user, String peer, long joinedSeq) implements Row {}

    /// Where the conversation and each of its two members stand.
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

        /// After one more message of `sender`.
        public Counters next(String sender) {
            return after(seq + 1, ordinal + 1, sender);
        }
    }
}
