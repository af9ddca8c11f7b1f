package io.warbler.message.inbox;

import io.warbler.kernel.ConversationId;
import io.warbler.kernel.UserId;
import io.warbler.message.hiding.HiddenSeqs;
import io.warbler.message.history.MessageReader;
import io.warbler.message.history.PartitionViews;
import io.warbler.message.receipt.ReadBasis;
import io.warbler.proto.client.v1.Message;
import io.warbler.proto.client.v1.UnreadExplanation;
import io.warbler.proto.client.v1.UnreadMessage;
import org.springframework.stereotype.Component;

/// Explains an unread count: what it follows from, and which messages count. Blocks; call on a virtual thread.
///
/// It counts nothing itself: the messages are those of the interval that [ReadBasis] gives, so a list that does not
/// agree with the count shows a fault.
@Component
class UnreadExplainer {

    private static final int MOST_MESSAGES = 100;

    private final StandingReader standings;
    private final MessageReader messages;
    private final PartitionViews partitions;

    UnreadExplainer(StandingReader standings, MessageReader messages, PartitionViews partitions) {
        this.standings = standings;
        this.messages = messages;
        this.partitions = partitions;
    }

    UnreadExplanation explain(UserId user, ConversationId conversation) {
        var view = partitions.of(conversation);
        Standing standing = standings.readOne(user, conversation);
        ReadBasis basis = ReadBasis.of(standing.membership(), standing.head(), standing.markers());
        long last = standing.head().getOrdinal();
        long to = Math.min(last, basis.seenOrdinal() + MOST_MESSAGES);
        HiddenSeqs hidden = HiddenSeqs.of(standing.entry().getHidden());
        var explanation = UnreadExplanation.newBuilder()
                .setEntry(standing.entry())
                .setMarkedSeq(basis.markedSeq())
                .setOwnLastSeq(basis.ownLastSeq())
                .setReadOrdinal(basis.readOrdinal())
                .setJoinedOrdinal(basis.joinedOrdinal())
                .setMore(to < last);
        messages.read(standing.head(), view, user, basis.seenOrdinal() + 1, to)
                .forEach(message -> explanation.addMessages(counted(message, hidden)));
        return explanation.build();
    }

    /// What was hidden is told no more of than that it counts.
    private static UnreadMessage counted(Message message, HiddenSeqs hidden) {
        var counted = UnreadMessage.newBuilder()
                .setSeq(message.getSeq())
                .setOrdinal(message.getOrdinal())
                .setSender(message.getSender());
        return hidden.contains(message.getSeq())
                ? counted.setHidden(true).build()
                : counted.setKind(message.getKind())
                        .setDeleted(message.getChanges().hasDeletion())
                        .build();
    }
}
