package io.warbler.sdk;

import io.warbler.proto.client.v1.MessageKind;
import io.warbler.proto.client.v1.SearchMessages;
import java.time.Instant;

/** Which messages of a conversation are looked for. Immutable; each method gives a narrower query. */
public final class MessageQuery {

    private final SearchMessages search;

    private MessageQuery(SearchMessages search) {
        this.search = search;
    }

    /** All messages of a conversation. */
    public static MessageQuery in(String conversation) {
        return new MessageQuery(
                SearchMessages.newBuilder().setConversation(conversation).build());
    }

    /** Only of this user. */
    public MessageQuery from(String sender) {
        return new MessageQuery(search.toBuilder().setSender(sender).build());
    }

    /** Only of this kind; one that stands in a timeline and is known to this version. */
    public MessageQuery ofKind(Message.Kind kind) {
        return new MessageQuery(search.toBuilder()
                .setKind(MessageKind.valueOf("MESSAGE_KIND_" + kind.name()))
                .build());
    }

    /** Only sent at this time or later. */
    public MessageQuery sentAfter(Instant time) {
        return new MessageQuery(
                search.toBuilder().setSentAfterMs(time.toEpochMilli()).build());
    }

    /** Only sent before this time. */
    public MessageQuery sentBefore(Instant time) {
        return new MessageQuery(
                search.toBuilder().setSentBeforeMs(time.toEpochMilli()).build());
    }

    SearchMessages page(int limit, long beforeOrdinal) {
        return search.toBuilder()
                .setLimit(limit)
                .setBeforeOrdinal(beforeOrdinal)
                .build();
    }
}
