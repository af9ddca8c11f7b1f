package io.warbler.message.history;

import io.warbler.kernel.ConversationId;
import io.warbler.message.content.Contents;
import io.warbler.proto.client.v1.Message;
import io.warbler.proto.client.v1.ReplyPreview;
import io.warbler.proto.log.v1.References;
import io.warbler.proto.store.v1.ConversationHead;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/// Shows what messages answer, as one viewer may see it now. Blocks; call on a virtual thread.
///
/// Only the reference is stored. So a preview never says what was deleted or edited since, and nobody is shown a
/// message
/// that they could not read.
@Component
public class ReplyPreviews {

    private final Timeline timeline;
    private final PastStates past;

    ReplyPreviews(Timeline timeline, PastStates past) {
        this.timeline = timeline;
        this.past = past;
    }

    /// What a message answers, for those who may see it, as it was at the seq of the answer; empty when it is not
    /// there.
    /// The caller vouches that the target was checked.
    public Optional<ReplyPreview> find(ConversationId conversation, long seq, References references) {
        long ordinal = references.getReplyOrdinal();
        return past.asOf(conversation, seq, timeline.range(conversation, ordinal, ordinal)).stream()
                .filter(target -> target.message().getSeq() == references.getReplySeq())
                .map(ReplyPreviews::preview)
                .findFirst();
    }

    /// The page with previews.
    HistoryPage shown(HistoryPage page, PageReader.Place place) {
        List<Message> messages = shown(page.messages(), place.head(), place.sight());
        return new HistoryPage(messages, page.events(), page.more(), page.notYet(), page.lastSeq());
    }

    /// Messages of one conversation as the user sees them: with previews, which tell nothing that happened after the
    /// head, and without what they hid. Without a reply among them nothing is read.
    public List<Message> shown(List<Message> all, ConversationHead head, Sight sight) {
        List<Message> messages = all.stream().map(sight::shown).toList();
        if (messages.stream().noneMatch(Message::hasReply)) {
            return messages;
        }
        Map<Long, ReplyPreview> previews = previews(messages, head, sight);
        return messages.stream().map(message -> shown(message, previews)).toList();
    }

    private Map<Long, ReplyPreview> previews(List<Message> messages, ConversationHead head, Sight sight) {
        Map<Long, Message> known = new HashMap<>();
        messages.forEach(message -> known.put(message.getOrdinal(), message));
        Set<Long> wanted = messages.stream()
                .filter(Message::hasReply)
                .map(Message::getReply)
                .filter(reply -> !sight.hides(reply.getSeq()))
                .map(ReplyPreview::getOrdinal)
                .filter(ordinal -> ordinal > sight.hiddenOrdinal())
                .collect(Collectors.toCollection(HashSet::new));
        Map<Long, ReplyPreview> previews = new HashMap<>();
        wanted.stream()
                .filter(known::containsKey)
                .forEach(ordinal -> previews.put(ordinal, preview(Objects.requireNonNull(known.get(ordinal)))));
        wanted.removeAll(previews.keySet());
        var conversation = new ConversationId(head.getConversation());
        past.asOf(head, timeline.at(conversation, wanted))
                .forEach(row -> previews.put(row.message().getOrdinal(), preview(row)));
        return previews;
    }

    private static Message shown(Message message, Map<Long, ReplyPreview> previews) {
        if (!message.hasReply()) {
            return message;
        }
        ReplyPreview preview = previews.get(message.getReply().getOrdinal());
        return preview == null || preview.getSeq() != message.getReply().getSeq()
                ? message
                : message.toBuilder().setReply(preview).build();
    }

    private static ReplyPreview preview(TimelineRow target) {
        return preview(target.message(), target.state().hasDeletion());
    }

    /// A message as a preview tells it.
    static ReplyPreview preview(Message target) {
        return preview(target, target.getChanges().hasDeletion());
    }

    private static ReplyPreview preview(Message target, boolean isDeleted) {
        return ReplyPreview.newBuilder()
                .setSeq(target.getSeq())
                .setOrdinal(target.getOrdinal())
                .setSender(target.getSender())
                .setKind(target.getKind())
                .setText(Contents.preview(target.getBody()))
                .setDeleted(isDeleted)
                .build();
    }
}
