package io.warbler.message.history;

import io.warbler.kernel.ConversationId;
import io.warbler.message.content.Contents;
import io.warbler.proto.client.v1.Message;
import io.warbler.proto.client.v1.ReplyPreview;
import io.warbler.proto.log.v1.References;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
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

    ReplyPreviews(Timeline timeline) {
        this.timeline = timeline;
    }

    /// What a message answers, for those who may see it; empty when it is not there. The caller vouches that the target
    /// was checked.
    public Optional<ReplyPreview> find(ConversationId conversation, References references) {
        long ordinal = references.getReplyOrdinal();
        return timeline.range(conversation, ordinal, ordinal).stream()
                .map(TimelineRow::message)
                .filter(target -> target.getSeq() == references.getReplySeq())
                .map(ReplyPreviews::preview)
                .findFirst();
    }

    /// The page with previews.
    HistoryPage shown(HistoryPage page, PageReader.Place place) {
        List<Message> messages = shown(page.messages(), place.sight());
        return new HistoryPage(messages, page.events(), page.more(), page.notYet(), page.lastSeq());
    }

    /// Messages of one conversation with previews. Without a reply among them nothing is read.
    public List<Message> shown(List<Message> messages, Sight sight) {
        if (messages.stream().noneMatch(Message::hasReply)) {
            return messages;
        }
        Map<Long, Message> targets = targets(messages, sight);
        return messages.stream().map(message -> shown(message, targets)).toList();
    }

    private Map<Long, Message> targets(List<Message> messages, Sight sight) {
        Map<Long, Message> known = new HashMap<>();
        messages.forEach(message -> known.put(message.getOrdinal(), message));
        Set<Long> wanted = messages.stream()
                .filter(Message::hasReply)
                .map(message -> message.getReply().getOrdinal())
                .filter(ordinal -> ordinal > sight.hiddenOrdinal())
                .collect(Collectors.toCollection(HashSet::new));
        Map<Long, Message> targets = new HashMap<>();
        wanted.stream().filter(known::containsKey).forEach(ordinal -> targets.put(ordinal, known.get(ordinal)));
        wanted.removeAll(targets.keySet());
        var conversation = new ConversationId(messages.getFirst().getConversation());
        targets.putAll(timeline.at(conversation, wanted));
        return targets;
    }

    private static Message shown(Message message, Map<Long, Message> targets) {
        if (!message.hasReply()) {
            return message;
        }
        Message target = targets.get(message.getReply().getOrdinal());
        return target == null || target.getSeq() != message.getReply().getSeq()
                ? message
                : message.toBuilder().setReply(preview(target)).build();
    }

    /// A message as a preview tells it.
    static ReplyPreview preview(Message target) {
        return ReplyPreview.newBuilder()
                .setSeq(target.getSeq())
                .setOrdinal(target.getOrdinal())
                .setSender(target.getSender())
                .setKind(target.getKind())
                .setText(Contents.preview(target.getBody()))
                .build();
    }
}
