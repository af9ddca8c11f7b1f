package io.warbler.message.ingress;

import io.warbler.proto.Limits;
import io.warbler.proto.client.v1.ErrorCode;
import io.warbler.proto.client.v1.MessageChange;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/// The form of a change of a message, but for the body of an edit.
final class MessageChangeCheck {

    private MessageChangeCheck() {}

    /// Why the change is refused for ever; empty when its form is right.
    static Optional<ErrorCode> wrong(MessageChange change) {
        if (change.getTargetSeq() < 1) {
            return Optional.of(ErrorCode.MESSAGE_CHANGE_INVALID);
        }
        return switch (change.getWhatCase()) {
            case REACTION_ADDED -> wrong(change.getReactionAdded().getReaction());
            case REACTION_REMOVED -> wrong(change.getReactionRemoved().getReaction());
            case POLL_VOTED -> wrong(change.getPollVoted().getOptionsList());
            case EDITED, DELETED, PINNED, UNPINNED, POLL_CLOSED -> Optional.empty();
            case WHAT_NOT_SET -> Optional.of(ErrorCode.MESSAGE_CHANGE_INVALID);
        };
    }

    private static Optional<ErrorCode> wrong(String reaction) {
        int bytes = reaction.getBytes(StandardCharsets.UTF_8).length;
        boolean isWord = reaction.codePoints().noneMatch(MessageChangeCheck::isBlankOrControl);
        return bytes >= 1 && bytes <= Limits.MAX_REACTION_BYTES && isWord
                ? Optional.empty()
                : Optional.of(ErrorCode.REACTION_INVALID);
    }

    private static Optional<ErrorCode> wrong(List<Integer> options) {
        int last = -1;
        for (int option : options) {
            if (option <= last || option >= Limits.MAX_POLL_OPTIONS) {
                return Optional.of(ErrorCode.POLL_VOTE_INVALID);
            }
            last = option;
        }
        return Optional.empty();
    }

    private static boolean isBlankOrControl(int codePoint) {
        return Character.isWhitespace(codePoint)
                || Character.isSpaceChar(codePoint)
                || Character.isISOControl(codePoint);
    }
}
