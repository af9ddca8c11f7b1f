package io.warbler.message.storage;

import io.warbler.message.sequencing.Row;
import io.warbler.proto.client.v1.EventKind;
import io.warbler.proto.client.v1.GroupChange;
import io.warbler.proto.client.v1.MessageKind;
import io.warbler.proto.log.v1.Send;
import io.warbler.proto.log.v1.SendId;
import java.util.ArrayList;
import java.util.List;

/// Finds numbers that no row has although a later one has them, and makes the skeletons that fill them.
///
/// Seqs and ordinals must both end up without a hole. Every row says how many messages there are up to it, so of the
/// seqs that miss before a row as many were messages as ordinals miss; the first ones are taken for these, the others
/// were
/// events. Which is which among them nobody was told, hence any choice is right.
final class LostRows {

    private final Row.Stamp stamp;
    private final int memberCount;
    private final List<Row.Numbered> skeletons = new ArrayList<>();

    private LostRows(Row.Stamp stamp, int memberCount) {
        this.stamp = stamp;
        this.memberCount = memberCount;
    }

    /// The skeletons between rows that rise by seq.
    ///
    /// @param stamp where the skeletons stand
    static List<Row.Numbered> between(Row.Counters from, List<Row.Numbered> rows, Row.Stamp stamp, int memberCount) {
        var lost = new LostRows(stamp, memberCount);
        long seq = from.seq();
        long ordinal = from.ordinal();
        for (Row.Numbered row : rows) {
            long own = row instanceof Row.Message ? 1 : 0;
            lost.fill(seq, ordinal, row.seq() - 1, row.ordinal() - own);
            seq = row.seq();
            ordinal = row.ordinal();
        }
        return lost.skeletons;
    }

    private void fill(long seq, long ordinal, long lastSeq, long lastOrdinal) {
        long nextOrdinal = ordinal;
        for (long next = seq + 1; next <= lastSeq; next++) {
            if (nextOrdinal < lastOrdinal) {
                nextOrdinal++;
                skeletons.add(message(next, nextOrdinal));
            } else {
                skeletons.add(event(next, nextOrdinal));
            }
        }
    }

    private Row.Message message(long seq, long ordinal) {
        return new Row.Message(stamp, seq, ordinal, MessageKind.MESSAGE_KIND_LOST, 0, Send.getDefaultInstance());
    }

    private Row.Event event(long seq, long ordinal) {
        return new Row.Event(
                stamp,
                seq,
                ordinal,
                EventKind.EVENT_KIND_LOST,
                0,
                SendId.getDefaultInstance(),
                com.google.protobuf.ByteString.EMPTY,
                GroupChange.getDefaultInstance(),
                memberCount);
    }
}
