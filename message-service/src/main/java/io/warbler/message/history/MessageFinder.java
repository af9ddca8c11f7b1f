package io.warbler.message.history;

import io.warbler.kernel.ConversationId;
import io.warbler.kernel.UserId;
import io.warbler.message.conversation.Ordinals;
import io.warbler.proto.client.v1.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// Finds single messages by their seq, for a user who may read them. Blocks; call on a virtual thread.
@Component
public class MessageFinder {

    /// What stands close together is read at once.
    private static final int READ_AT_ONCE = 100;

    private final PlaceReader places;
    private final Ordinals ordinals;
    private final MessageReader messages;
    private final ReplyPreviews replies;

    MessageFinder(PlaceReader places, Ordinals ordinals, MessageReader messages, ReplyPreviews replies) {
        this.places = places;
        this.ordinals = ordinals;
        this.messages = messages;
        this.replies = replies;
    }

    /// Those of the messages that exist and that the user can read, and has not hidden. Where an event stands there is
    /// no
    /// message.
    ///
    /// @param seqs rising
    /// @throws io.warbler.boot.error.ApiException `CONVERSATION_UNKNOWN` if the user never was a member
    public List<Message> find(UserId user, ConversationId conversation, List<Long> seqs) {
        Optional<PageReader.Place> place = places.find(user, conversation, seqs.getLast());
        return place.map(it -> find(it, seqs)).orElse(List.of());
    }

    /// The message at a seq, with a preview of what it answers.
    public Optional<Message> find(UserId user, ConversationId conversation, long seq) {
        return places.find(user, conversation, seq)
                .flatMap(place -> replies.shown(find(place, List.of(seq)), place.head(), place.sight()).stream()
                        .findFirst());
    }

    private List<Message> find(PageReader.Place place, List<Long> seqs) {
        List<Message> found = new ArrayList<>();
        int next = 0;
        while (next < seqs.size() && seqs.get(next) <= place.head().getSeq()) {
            long wanted = seqs.get(next);
            long from = ordinals.at(place.head(), wanted);
            long to = Math.min(place.head().getOrdinal(), from + Math.min(READ_AT_ONCE, seqs.size()) - 1);
            boolean isHidden = from <= place.sight().hiddenOrdinal();
            List<Message> read =
                    isHidden ? List.of() : messages.read(place.head(), place.view(), place.viewer(), from, to);
            long readTo =
                    read.isEmpty() ? wanted : Math.max(wanted, read.getLast().getSeq());
            for (; next < seqs.size() && seqs.get(next) <= readTo; next++) {
                long seq = seqs.get(next);
                read.stream()
                        .filter(message ->
                                message.getSeq() == seq && !place.sight().hides(seq))
                        .forEach(found::add);
            }
        }
        return found;
    }
}
