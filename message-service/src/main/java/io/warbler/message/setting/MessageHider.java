package io.warbler.message.setting;

import io.warbler.boot.delivery.SignalPublisher;
import io.warbler.boot.error.ApiException;
import io.warbler.boot.error.ErrorCategory;
import io.warbler.kernel.ConversationId;
import io.warbler.kernel.UserId;
import io.warbler.message.conversation.Memberships;
import io.warbler.message.hiding.HiddenRows;
import io.warbler.message.hiding.HiddenSeqs;
import io.warbler.message.hiding.MessageHiders;
import io.warbler.message.history.MessageFinder;
import io.warbler.message.history.ReadErrors;
import io.warbler.proto.Limits;
import io.warbler.proto.client.v1.ErrorCode;
import io.warbler.proto.client.v1.HiddenMessages;
import io.warbler.proto.client.v1.HideMessages;
import io.warbler.proto.client.v1.Message;
import io.warbler.proto.client.v1.ServerFrame;
import io.warbler.proto.delivery.v1.Origin;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/// Hides messages from one user and tells the user's other connections, in this order; nobody else ever hears of it.
/// Blocks; call on a virtual thread.
///
/// Who tells live of messages is to know before the user does, so that row comes first: a request that ends between the
/// two has hidden nothing but live news, and its repetition hides the rest.
@Component
public class MessageHider {

    private final Memberships memberships;
    private final MessageFinder messages;
    private final HiddenRows rows;
    private final MessageHiders hiders;
    private final SignalPublisher signals;
    private final Clock clock;

    MessageHider(
            Memberships memberships,
            MessageFinder messages,
            HiddenRows rows,
            MessageHiders hiders,
            SignalPublisher signals,
            Clock clock) {
        this.memberships = memberships;
        this.messages = messages;
        this.rows = rows;
        this.hiders = hiders;
        this.signals = signals;
        this.clock = clock;
    }

    /// Hides some; `origin` is the connection that asked and is not told.
    public HiddenMessages hide(UserId user, HideMessages asked, Origin origin) {
        ConversationId conversation = ReadErrors.conversation(asked.getConversation());
        Set<Long> seqs = seqs(asked);
        HiddenSeqs before = hidden(user, conversation);
        seqs.removeIf(before::contains);
        if (seqs.isEmpty()) {
            return before.toProto(conversation);
        }
        checkVisible(user, conversation, List.copyOf(seqs));
        var _ = after(before, seqs);
        hiders.add(conversation, seqs, user);
        HiddenMessages told = add(user, conversation, before, seqs).toProto(conversation);
        signals.tellOthersOf(
                user, ServerFrame.newBuilder().setHiddenMessages(told).build(), origin);
        return told;
    }

    /// All that the user has hidden in a conversation that they are or were a member of.
    HiddenMessages read(UserId user, ConversationId conversation) {
        if (memberships.find(user, conversation).toCompletableFuture().join().isEmpty()) {
            throw ReadErrors.conversationUnknown();
        }
        return hidden(user, conversation).toProto(conversation);
    }

    private static Set<Long> seqs(HideMessages asked) {
        if (asked.getSeqsCount() < 1 || asked.getSeqsCount() > Limits.MAX_HIDDEN_AT_ONCE) {
            throw ReadErrors.fieldInvalid(
                    "seqs: " + asked.getSeqsCount() + " of them (expected: 1 to " + Limits.MAX_HIDDEN_AT_ONCE + ")");
        }
        Set<Long> seqs = new TreeSet<>(asked.getSeqsList());
        seqs.stream().filter(seq -> seq < 1).findFirst().ifPresent(seq -> {
            throw ReadErrors.fieldInvalid("seqs: " + Long.toUnsignedString(seq) + " (expected: from 1, below 2^63)");
        });
        return seqs;
    }

    /// All or nothing: a client that names what is not there is to learn it.
    private void checkVisible(UserId user, ConversationId conversation, List<Long> seqs) {
        Set<Long> found = messages.find(user, conversation, seqs).stream()
                .map(Message::getSeq)
                .collect(Collectors.toSet());
        if (!found.containsAll(seqs)) {
            throw ReadErrors.messageUnknown();
        }
    }

    private HiddenSeqs add(UserId user, ConversationId conversation, HiddenSeqs read, Set<Long> seqs) {
        HiddenSeqs before = read;
        HiddenSeqs after = after(before, seqs);
        while (!rows.replace(user, conversation, before, after)) {
            before = hidden(user, conversation);
            after = after(before, seqs);
        }
        return after;
    }

    private HiddenSeqs after(HiddenSeqs before, Set<Long> seqs) {
        HiddenSeqs after = before.with(seqs, Math.max(clock.millis(), before.updatedAtMs() + 1));
        if (after.rangeCount() > Limits.MAX_HIDDEN_RANGES) {
            throw new ApiException(
                    ErrorCode.HIDDEN_MESSAGE_LIMIT_REACHED.name(),
                    ErrorCategory.CONFLICT,
                    "The user would have hidden " + after.rangeCount() + " stretches of messages (expected: at most "
                            + Limits.MAX_HIDDEN_RANGES + ").");
        }
        return after;
    }

    private HiddenSeqs hidden(UserId user, ConversationId conversation) {
        return rows.find(user, conversation).toCompletableFuture().join();
    }
}
