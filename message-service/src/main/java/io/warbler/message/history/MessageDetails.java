package io.warbler.message.history;

import com.google.protobuf.ByteString;
import io.warbler.kernel.ConversationId;
import io.warbler.kernel.UserId;
import io.warbler.message.cache.MessageProto;
import io.warbler.message.conversation.Ordinals;
import io.warbler.proto.client.v1.MessageVersion;
import io.warbler.proto.client.v1.MessageVersions;
import io.warbler.proto.client.v1.PinnedMessage;
import io.warbler.proto.client.v1.PinnedMessages;
import io.warbler.proto.client.v1.Reactor;
import io.warbler.proto.client.v1.Reactors;
import io.warbler.proto.store.v1.Edit;
import io.warbler.proto.store.v1.Pin;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/// Reads what changes made of messages, for a member who may see them. Blocks; call on a virtual thread.
@Component
public class MessageDetails {

    private static final Comparator<Reactor> ORDER =
            Comparator.comparing(Reactor::getReaction).thenComparing(Reactor::getUser);

    private final HistoryReader history;
    private final Ordinals ordinals;
    private final Timeline timeline;
    private final EventReader events;
    private final PastStates past;

    MessageDetails(HistoryReader history, Ordinals ordinals, Timeline timeline, EventReader events, PastStates past) {
        this.history = history;
        this.ordinals = ordinals;
        this.timeline = timeline;
        this.events = events;
        this.past = past;
    }

    /// Every version of the message; none of a deleted one.
    public MessageVersions versions(UserId user, ConversationId conversation, long seq) {
        TimelineRow row = visible(user, conversation, seq);
        List<Edit> edits = row.state().getEditsList();
        Map<Long, ByteString> bodies = new HashMap<>();
        events.at(conversation, edits.stream().map(Edit::getSeq).toList())
                .forEach(event -> bodies.put(event.seq(), event.body()));
        var versions = MessageVersions.newBuilder();
        if (!row.state().hasDeletion()) {
            ByteString first = timeline.sentBody(conversation, row.message().getOrdinal());
            add(versions, seq, row.message().getSentAtMs(), first);
            edits.forEach(edit -> add(
                    versions,
                    edit.getSeq(),
                    edit.getEditedAtMs(),
                    bodies.getOrDefault(edit.getSeq(), ByteString.EMPTY)));
        }
        return versions.build();
    }

    /// A version whose body is gone was deleted since the message was read.
    private static void add(MessageVersions.Builder versions, long seq, long sinceMs, ByteString stored) {
        MessageProto.body(stored)
                .ifPresent(body -> versions.addVersions(MessageVersion.newBuilder()
                        .setSeq(seq)
                        .setSinceMs(sinceMs)
                        .setBody(body)));
    }

    /// Where a page of reactors begins, and how many it has at most.
    ///
    /// @param cursor `next` of the page before; empty for the first
    public record PageOfReactors(String cursor, int limit) {}

    /// Who reacted to the message, in the order of reactions and then of users.
    public Reactors reactors(UserId user, ConversationId conversation, long seq, PageOfReactors page) {
        TimelineRow row = visible(user, conversation, seq);
        Reactor after = decoded(page.cursor());
        List<Reactor> rest = row.state().getReactionsList().stream()
                .flatMap(kind -> kind.getUsersList().stream()
                        .map(it -> Reactor.newBuilder()
                                .setReaction(kind.getReaction())
                                .setUser(it)
                                .build()))
                .filter(reactor -> ORDER.compare(reactor, after) > 0)
                .sorted(ORDER)
                .toList();
        List<Reactor> told = rest.stream().limit(page.limit()).toList();
        var reactors = Reactors.newBuilder().addAllReactors(told);
        return rest.size() > told.size()
                ? reactors.setNext(encoded(told.getLast())).build()
                : reactors.build();
    }

    /// What is pinned, as far as the user may see it.
    public PinnedMessages pins(UserId user, ConversationId conversation) {
        PageReader.Place place = history.place(user, conversation).orElseThrow(ReadErrors::conversationUnknown);
        List<Pin> pins = place.head().getPins().getPinsList().stream()
                .filter(pin -> pin.getSeq() >= place.sight().firstSeq()
                        && !place.sight().hides(pin.getSeq()))
                .toList();
        Map<Long, TimelineRow> rows = new HashMap<>();
        past.asOf(
                        place.head(),
                        timeline.at(
                                conversation, pins.stream().map(Pin::getOrdinal).collect(Collectors.toSet())))
                .forEach(row -> rows.put(row.message().getOrdinal(), row));
        var pinned = PinnedMessages.newBuilder();
        for (Pin pin : pins) {
            TimelineRow row = rows.get(pin.getOrdinal());
            if (row != null && !row.state().hasDeletion()) {
                pinned.addPins(pinned(pin, row, user));
            }
        }
        return pinned.build();
    }

    private static PinnedMessage pinned(Pin pin, TimelineRow row, UserId user) {
        return PinnedMessage.newBuilder()
                .setMessage(row.seenBy(user))
                .setPinnedBy(pin.getActor())
                .setPinnedAtMs(pin.getPinnedAtMs())
                .build();
    }

    /// The message at the seq, if the user may see it.
    TimelineRow visible(UserId user, ConversationId conversation, long seq) {
        PageReader.Place place = history.place(user, conversation).orElseThrow(ReadErrors::messageUnknown);
        if (seq < place.sight().firstSeq()
                || seq > place.head().getSeq()
                || place.sight().hides(seq)) {
            throw ReadErrors.messageUnknown();
        }
        long ordinal = ordinals.at(place.head(), seq);
        return past.asOf(place.head(), timeline.range(conversation, ordinal, ordinal)).stream()
                .filter(row -> row.message().getSeq() == seq)
                .findFirst()
                .orElseThrow(ReadErrors::messageUnknown);
    }

    private static String encoded(Reactor last) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString((last.getReaction() + " " + last.getUser()).getBytes(StandardCharsets.UTF_8));
    }

    private static Reactor decoded(String cursor) {
        try {
            // a reaction has no space
            String[] words = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8).split(" ", 2);
            return Reactor.newBuilder()
                    .setReaction(words[0])
                    .setUser(words.length < 2 ? "" : words[1])
                    .build();
        } catch (IllegalArgumentException _) {
            throw ReadErrors.fieldInvalid("cursor (expected: `next` of the page before)");
        }
    }
}
