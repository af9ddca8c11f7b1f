package io.warbler.message.inbox;

import com.google.protobuf.ByteString;
import io.warbler.kernel.ConversationId;
import io.warbler.kernel.UserId;
import io.warbler.message.content.Contents;
import io.warbler.message.conversation.Membership;
import io.warbler.message.history.MessageReader;
import io.warbler.message.history.PartitionView;
import io.warbler.message.history.PartitionViews;
import io.warbler.message.history.ReplyPreviews;
import io.warbler.message.mention.Mention;
import io.warbler.message.mention.MentionRows;
import io.warbler.proto.client.v1.Mentions;
import io.warbler.proto.client.v1.Message;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.springframework.stereotype.Component;

/// Lists messages that mention a user, newest first, over all conversations. Blocks; call on a virtual thread.
///
/// Rows only say where to look: shown is what the user may read now and what still mentions them. So a page may be
/// short and have a next one.
@Component
public class MentionReader {

    /// Bytes of messages of a page, beyond: the next page.
    private static final int MAX_BYTES = 256 * 1_024;

    /// Reads of one page that are under way at a time: a user may be in thousands of groups, and the store
    /// serves others, too.
    private static final int READS_AT_ONCE = 32;

    private final StandingReader standings;
    private final PartitionViews partitions;
    private final MentionRows rows;
    private final MessageReader messages;
    private final ReplyPreviews replies;

    MentionReader(
            StandingReader standings,
            PartitionViews partitions,
            MentionRows rows,
            MessageReader messages,
            ReplyPreviews replies) {
        this.standings = standings;
        this.partitions = partitions;
        this.rows = rows;
        this.messages = messages;
        this.replies = replies;
    }

    /// One page after `cursor` (empty: the first): that many mentions are looked at, at most.
    public Mentions read(UserId user, int limit, ByteString cursor) {
        Optional<Mention> last = cursor.isEmpty() ? Optional.empty() : Optional.of(MentionCursor.decode(cursor));
        List<PartitionView> views = partitions.all();
        List<Standing> all = standings.read(user, views);
        List<Mention> found = found(user, all, last, limit + 1);
        List<Mention> page = found.subList(0, Math.min(limit, found.size()));
        Map<ConversationId, Standing> confirmed = confirmed(all, page);
        var answer = Mentions.newBuilder();
        int bytes = 0;
        int looked = 0;
        while (looked < page.size() && bytes < MAX_BYTES) {
            Mention mention = page.get(looked);
            Standing standing = confirmed.get(mention.conversation());
            Optional<Message> message = standing == null ? Optional.empty() : message(user, mention, standing, views);
            message.ifPresent(answer::addMessages);
            bytes += message.map(Message::getSerializedSize).orElse(0);
            looked++;
        }
        if (looked < found.size()) {
            answer.setNext(MentionCursor.encode(page.get(looked - 1)));
        }
        return answer.build();
    }

    private List<Mention> found(UserId user, List<Standing> all, Optional<Mention> last, int limit) {
        long notLater = last.map(Mention::rowTime).orElse(Long.MAX_VALUE);
        // one more: the last one may come again, for others may have its row time
        int most = limit + 1;
        List<CompletionStage<List<Mention>>> reads = new ArrayList<>();
        reads.add(rows.ofUser(user, notLater, most));
        for (ConversationId group : mentioningAll(all)) {
            if (reads.size() >= READS_AT_ONCE) {
                reads.get(reads.size() - READS_AT_ONCE).toCompletableFuture().join();
            }
            reads.add(rows.ofAll(group, notLater, most));
        }
        return reads.stream()
                .flatMap(read -> read.toCompletableFuture().join().stream())
                .filter(mention -> last.isEmpty() || mention.isAfter(last.get()))
                .sorted()
                .distinct()
                .limit(limit)
                .toList();
    }

    private static List<ConversationId> mentioningAll(List<Standing> all) {
        return all.stream()
                .filter(MentionReader::mayHaveMentionsOfAll)
                .map(it -> it.membership().conversation())
                .toList();
    }

    private static boolean mayHaveMentionsOfAll(Standing standing) {
        return standing.membership() instanceof Membership.InGroup
                && standing.head().getGroup().getAllMentionedSeq()
                        >= standing.sight().firstSeq();
    }

    private Map<ConversationId, Standing> confirmed(List<Standing> all, List<Mention> page) {
        List<ConversationId> shown =
                page.stream().map(Mention::conversation).distinct().toList();
        Map<ConversationId, Standing> confirmed = new HashMap<>();
        standings
                .confirm(all.stream()
                        .filter(it -> shown.contains(it.membership().conversation()))
                        .toList())
                .forEach(it -> confirmed.put(it.membership().conversation(), it));
        return confirmed;
    }

    private Optional<Message> message(UserId user, Mention mention, Standing standing, List<PartitionView> views) {
        boolean isReadable = mention.seq() <= standing.head().getSeq()
                && mention.ordinal() > standing.sight().hiddenOrdinal()
                && !standing.sight().hides(mention.seq());
        if (!isReadable) {
            return Optional.empty();
        }
        PartitionView view = Objects.requireNonNull(views.get(partitions.partitionOf(mention.conversation())));
        List<Message> read = messages.read(standing.head(), view, user, mention.ordinal(), mention.ordinal()).stream()
                .filter(message -> message.getSeq() == mention.seq() && mentions(message, user))
                .toList();
        return replies.shown(read, standing.head(), standing.sight()).stream().findFirst();
    }

    private static boolean mentions(Message message, UserId user) {
        return !message.getSender().equals(user.value())
                && (Contents.mentionsAll(message.getBody())
                        || Contents.mentions(message.getBody()).contains(user.value()));
    }
}
