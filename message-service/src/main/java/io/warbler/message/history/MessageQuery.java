package io.warbler.message.history;

import io.warbler.kernel.UserId;
import io.warbler.proto.client.v1.Message;
import io.warbler.proto.client.v1.MessageKind;
import io.warbler.proto.client.v1.SearchMessages;

/// Which messages of a conversation are looked for.
///
/// @param sender        empty: of all
/// @param kind          unspecified: of all
/// @param afterMs       0: however old
/// @param beforeMs      [Long#MAX_VALUE]: however new
/// @param beforeOrdinal only messages with a smaller ordinal
public record MessageQuery(String sender, MessageKind kind, long afterMs, long beforeMs, long beforeOrdinal) {

    /// Checks and takes a client's request.
    public static MessageQuery of(SearchMessages search) {
        if (!search.getSender().isEmpty() && !UserId.isValid(search.getSender())) {
            throw ReadErrors.fieldInvalid("sender (expected: u and 32 hexadecimal digits, or nothing)");
        }
        if (search.getKind() == MessageKind.UNRECOGNIZED) {
            throw ReadErrors.fieldInvalid("kind (expected: a MessageKind, or nothing)");
        }
        long after = search.getSentAfterMs();
        long before = search.getSentBeforeMs() == 0 ? Long.MAX_VALUE : search.getSentBeforeMs();
        if (after < 0 || before < 0 || after >= before) {
            throw ReadErrors.fieldInvalid(
                    "sent_after_ms, sent_before_ms (expected: below 2^63, the first one smaller)");
        }
        if (search.getBeforeOrdinal() < 0) {
            throw ReadErrors.fieldInvalid("before_ordinal (expected: below 2^63)");
        }
        long ordinal = search.getBeforeOrdinal() == 0 ? Long.MAX_VALUE : search.getBeforeOrdinal();
        return new MessageQuery(search.getSender(), search.getKind(), after, before, ordinal);
    }

    boolean matches(Message message) {
        return (sender.isEmpty() || sender.equals(message.getSender()))
                && (kind == MessageKind.MESSAGE_KIND_UNSPECIFIED || kind == message.getKind())
                && message.getKind() != MessageKind.MESSAGE_KIND_LOST
                && message.getSentAtMs() >= afterMs
                && message.getSentAtMs() < beforeMs;
    }
}
