package io.warbler.message.sequencing;

import io.warbler.proto.client.v1.ErrorCode;

/// What became of a numbered send.
public sealed interface Verdict {

    /// It stands in the conversation.
    record Accepted(long seq, long ordinal, long sentAtMs, String clientMessageId) implements Verdict {}

    /// It is refused for ever; its number is used up if the refusal was decided for this number.
    record Refused(ErrorCode code) implements Verdict {}

    /// It leaves a gap; nothing was decided or kept. The sender goes back to `next`.
    record OutOfOrder(long next) implements Verdict {}
}
