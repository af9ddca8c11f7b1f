package io.warbler.message.ingress;

import io.warbler.kernel.ConversationId;
import io.warbler.proto.Limits;
import io.warbler.proto.client.v1.Forward;
import io.warbler.proto.client.v1.MessageBody;
import java.util.List;
import java.util.Optional;

/// The form of what asks to copy messages.
final class ForwardCheck {

    private ForwardCheck() {}

    /// The first field that is wrong and what was expected; empty when nothing is.
    static Optional<String> wrong(Forward forward, MessageBody body) {
        if (!body.equals(MessageBody.getDefaultInstance())) {
            return Optional.of("body, forward (expected: one of them)");
        }
        if (!ConversationId.isValid(forward.getConversation())) {
            return Optional.of("forward.conversation (expected: d, g or c and 32 hexadecimal digits)");
        }
        int most = forward.getMerged() ? Limits.MAX_BUNDLED_MESSAGES : 1;
        if (forward.getSeqsCount() < 1 || forward.getSeqsCount() > most) {
            return Optional.of("forward.seqs (expected: exactly 1, or 1 to 100 if merged)");
        }
        if (!isRising(forward.getSeqsList())) {
            return Optional.of("forward.seqs (expected: 1 or more, below 2^63, rising)");
        }
        String title = forward.getTitle();
        boolean fits = title.codePointCount(0, title.length()) <= Limits.MAX_BUNDLE_TITLE_LENGTH;
        return fits && (forward.getMerged() || title.isEmpty())
                ? Optional.empty()
                : Optional.of("forward.title (expected: at most 100 characters, and only if merged)");
    }

    private static boolean isRising(List<Long> seqs) {
        long last = 0;
        for (long seq : seqs) {
            if (seq <= last) {
                return false;
            }
            last = seq;
        }
        return true;
    }
}
