package io.warbler.message.sequencing;

import com.google.protobuf.ByteString;
import io.warbler.proto.client.v1.ErrorCode;
import io.warbler.proto.log.v1.KeptVerdict;
import io.warbler.proto.log.v1.KeptVerdicts;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Optional;

/// What is known of one outbox in one conversation: how far it was decided and the newest verdicts.
public final class OutboxState {

    /// Fixed by rules version 1: a client has at most so many unanswered sends per conversation.
    static final int KEPT_VERDICTS = 64;

    private final Deque<KeptVerdict> kept = new ArrayDeque<>();
    /// Hashes of the kept clientMessageIds, newest over oldest: nearly every send asks for one that is not there.
    private int[] idHashes = new int[4];

    private long taken;
    private long highWater;

    /// An outbox that never sent.
    public OutboxState() {
        this(0, KeptVerdicts.getDefaultInstance());
    }

    /// As stored in a mark.
    public OutboxState(long highWater, KeptVerdicts verdicts) {
        this.highWater = highWater;
        verdicts.getVerdictsList().forEach(this::take);
    }

    /// Takes up a verdict that the store holds for a later number than any before.
    public void restore(KeptVerdict verdict) {
        if (verdict.getNumber() <= highWater) {
            throw new IllegalStateException(
                    "restored number: " + verdict.getNumber() + " (expected: above " + highWater + ")");
        }
        keep(verdict);
    }

    long highWater() {
        return highWater;
    }

    KeptVerdicts keptVerdicts() {
        return KeptVerdicts.newBuilder().addAllVerdicts(kept).build();
    }

    void keep(KeptVerdict verdict) {
        highWater = verdict.getNumber();
        take(verdict);
    }

    private void take(KeptVerdict verdict) {
        int slot = (int) (taken++ % KEPT_VERDICTS);
        if (slot == idHashes.length) {
            idHashes = Arrays.copyOf(idHashes, slot * 2);
        }
        idHashes[slot] = verdict.getClientMessageId().hashCode();
        kept.addLast(verdict);
        if (kept.size() > KEPT_VERDICTS) {
            kept.removeFirst();
        }
    }

    /// The answer to a number that was decided before; empty when the number is not decided.
    Optional<Verdict> answer(long number, String clientMessageId, ByteString digest) {
        if (number > highWater) {
            return Optional.empty();
        }
        for (KeptVerdict verdict : kept) {
            if (verdict.getNumber() == number) {
                return Optional.of(answer(verdict, clientMessageId, digest));
            }
        }
        return Optional.of(new Verdict.Refused(ErrorCode.SEND_ALREADY_ANSWERED));
    }

    boolean knows(String clientMessageId) {
        int hash = clientMessageId.hashCode();
        for (int i = 0; i < kept.size(); i++) {
            if (idHashes[i] == hash) {
                return kept.stream()
                        .anyMatch(verdict -> verdict.getClientMessageId().equals(clientMessageId));
            }
        }
        return false;
    }

    private static Verdict answer(KeptVerdict verdict, String clientMessageId, ByteString digest) {
        if (!verdict.getClientMessageId().equals(clientMessageId)) {
            return new Verdict.Refused(ErrorCode.SEND_NUMBER_TAKEN);
        }
        // a withdrawal carries no digest: it asks about the number, whatever its content
        boolean comparable = !digest.isEmpty() && !verdict.getDigest().isEmpty();
        if (comparable && !verdict.getDigest().equals(digest)) {
            return new Verdict.Refused(ErrorCode.CLIENT_MESSAGE_ID_REUSED);
        }
        if (verdict.getSeq() == 0) {
            return new Verdict.Refused(verdict.getRefusal());
        }
        return new Verdict.Accepted(
                verdict.getSeq(), verdict.getOrdinal(), verdict.getSentAtMs(), verdict.getClientMessageId());
    }
}
