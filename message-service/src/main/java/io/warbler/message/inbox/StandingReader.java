package io.warbler.message.inbox;

import io.warbler.kernel.ConversationId;
import io.warbler.kernel.UserId;
import io.warbler.message.conversation.Membership;
import io.warbler.message.conversation.Memberships;
import io.warbler.message.hiding.HiddenRows;
import io.warbler.message.hiding.HiddenSeqs;
import io.warbler.message.history.HeadReader;
import io.warbler.message.history.PartitionView;
import io.warbler.message.history.PartitionViews;
import io.warbler.message.history.ReadErrors;
import io.warbler.message.mention.Mention;
import io.warbler.message.mention.MentionRows;
import io.warbler.message.receipt.Markers;
import io.warbler.message.receipt.ReadMarkers;
import io.warbler.message.setting.SettingRows;
import io.warbler.message.setting.Settings;
import io.warbler.proto.store.v1.ConversationHead;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/// Reads where a user stands in all of their conversations: five partitions of the store and one pipelined read of
/// heads,
/// however many messages there are. Blocks; call on a virtual thread.
@Component
public class StandingReader {

    /// Of all conversations together.
    private static final int NEWEST_MENTIONS = 200;

    private final Memberships memberships;
    private final ReadMarkers markers;
    private final HeadReader heads;
    private final PartitionViews partitions;
    private final MentionRows mentions;
    private final SettingRows settings;
    private final HiddenRows hidden;
    private final Clock clock;

    // allow ParameterNumber: one reader per kind of state, and the clock
    StandingReader(
            Memberships memberships,
            ReadMarkers markers,
            HeadReader heads,
            PartitionViews partitions,
            MentionRows mentions,
            SettingRows settings,
            HiddenRows hidden,
            Clock clock) {
        this.memberships = memberships;
        this.markers = markers;
        this.heads = heads;
        this.partitions = partitions;
        this.mentions = mentions;
        this.settings = settings;
        this.hidden = hidden;
        this.clock = clock;
    }

    /// Every conversation in which anything happened, newest activity first. `views` are those of all
    /// partitions, read before.
    public List<Standing> read(UserId user, List<PartitionView> views) {
        var mentioned = mentions.ofUser(user, Long.MAX_VALUE, NEWEST_MENTIONS);
        var set = settings.ofUser(user);
        var hides = hidden.ofUser(user);
        var moved = markers.ofUser(user);
        List<Membership> joined = memberships.ofUser(user);
        // before the heads: no marker is beyond the head beside it
        Map<ConversationId, Markers> marked = moved.toCompletableFuture().join();
        Map<ConversationId, ConversationHead> current =
                heads.readAll(joined, conversation -> views.get(partitions.partitionOf(conversation)));
        Map<ConversationId, List<Long>> seqs = seqs(mentioned);
        Map<ConversationId, Settings> chosen = set.toCompletableFuture().join();
        Map<ConversationId, HiddenSeqs> unseen = hides.toCompletableFuture().join();
        long now = clock.millis();
        List<Standing> standings = new ArrayList<>();
        for (Membership membership : joined) {
            ConversationHead head = current.get(membership.conversation());
            if (head != null) {
                standings.add(new Standing(
                        membership,
                        head,
                        marked.getOrDefault(membership.conversation(), Markers.NONE),
                        seqs.getOrDefault(membership.conversation(), List.of()),
                        chosen.getOrDefault(membership.conversation(), Settings.NONE),
                        unseen.getOrDefault(membership.conversation(), HiddenSeqs.NONE),
                        now));
            }
        }
        standings.sort((one, other) -> one.activity().compareTo(other.activity()));
        return standings;
    }

    private static Map<ConversationId, List<Long>> seqs(CompletionStage<List<Mention>> mentioned) {
        return mentioned.toCompletableFuture().join().stream()
                .collect(Collectors.groupingBy(
                        Mention::conversation, Collectors.mapping(Mention::seq, Collectors.toList())));
    }

    /// One conversation that the user is or was a member of.
    public Standing readOne(UserId user, ConversationId conversation) {
        var mentioned = mentions.ofUser(user, Long.MAX_VALUE, NEWEST_MENTIONS);
        var set = settings.find(user, conversation);
        var hides = hidden.find(user, conversation);
        Membership membership = memberships
                .find(user, conversation)
                .toCompletableFuture()
                .join()
                .orElseThrow(ReadErrors::conversationUnknown);
        ConversationHead head =
                heads.read(membership, partitions.of(conversation)).orElseThrow(ReadErrors::conversationUnknown);
        var standing = new Standing(
                membership,
                head,
                markers.find(user, conversation),
                seqs(mentioned).getOrDefault(conversation, List.of()),
                set.toCompletableFuture().join(),
                hides.toCompletableFuture().join(),
                clock.millis());
        return confirm(List.of(standing)).stream().findFirst().orElseThrow(ReadErrors::conversationUnknown);
    }

    /// What may be told of standings that were read: whoever was removed from a group meanwhile stands as they did
    /// then.
    /// In the same order; left out is a group that was left and joined again meanwhile.
    public List<Standing> confirm(List<Standing> read) {
        Map<ConversationId, Standing> byConversation = new HashMap<>();
        read.forEach(it -> byConversation.put(it.membership().conversation(), it));
        return heads
                .confirm(read.stream()
                        .map(it -> new HeadReader.Found(it.membership(), it.head()))
                        .toList())
                .stream()
                .map(it -> Objects.requireNonNull(
                                byConversation.get(it.membership().conversation()))
                        .at(it.membership(), it.head()))
                .toList();
    }
}
