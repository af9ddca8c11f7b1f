package io.warbler.message.sequencing;

import io.warbler.proto.log.v1.KeptVerdict;
import io.warbler.proto.log.v1.SendId;

/// Verdicts as they are kept per outbox.
final class KeptProto {

    private KeptProto() {}

    static KeptVerdict accepted(Row.Message row) {
        return identity(row.send().getId())
                .setDigest(row.send().getDigest())
                .setSeq(row.seq())
                .setOrdinal(row.ordinal())
                .setSentAtMs(row.sentAtMs())
                .build();
    }

    static KeptVerdict accepted(Row.Event row) {
        return identity(row.id())
                .setDigest(row.digest())
                .setSeq(row.seq())
                .setOrdinal(row.ordinal())
                .setSentAtMs(row.happenedAtMs())
                .build();
    }

    static KeptVerdict refused(Row.Refusal row) {
        return identity(row.id()).setDigest(row.digest()).setRefusal(row.code()).build();
    }

    private static KeptVerdict.Builder identity(SendId id) {
        return KeptVerdict.newBuilder().setNumber(id.getNumber()).setClientMessageId(id.getClientMessageId());
    }
}
