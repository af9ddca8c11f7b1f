package io.warbler.message.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.warbler.boot.error.ApiException;
import io.warbler.kernel.UserId;
import io.warbler.message.edge.EdgeHarness;
import io.warbler.message.edge.SharedEdge;
import io.warbler.message.edge.WrittenConversation;
import io.warbler.proto.client.v1.FoundMessages;
import io.warbler.proto.client.v1.Message;
import io.warbler.proto.client.v1.MessageKind;
import io.warbler.proto.client.v1.SearchMessages;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MessageSearchIT extends SharedEdge {

    @Test
    void senderAndTimeNarrowTheSearch() {
        var conversation = harness.conversation();
        conversation
                .say(conversation.low(), 3)
                .say(conversation.high(), 2)
                .say(conversation.low(), 1)
                .store();
        List<Message> all = find(conversation, SearchMessages.newBuilder(), 50).getMessagesList();

        var ofHigh = find(
                conversation,
                SearchMessages.newBuilder().setSender(conversation.high().value()),
                50);
        var middle = find(
                conversation,
                SearchMessages.newBuilder()
                        .setSentAfterMs(all.get(4).getSentAtMs())
                        .setSentBeforeMs(all.get(1).getSentAtMs()),
                50);

        assertThat(ordinals(all)).containsExactly(6L, 5L, 4L, 3L, 2L, 1L);
        assertThat(ordinals(ofHigh.getMessagesList())).containsExactly(5L, 4L);
        assertThat(ofHigh.getMessages(0).getBody().getText()).isEqualTo("text 5");
        assertThat(ordinals(middle.getMessagesList())).containsExactly(4L, 3L, 2L);
        assertThat(middle.getNextBeforeOrdinal()).isZero();
        assertThat(find(conversation, SearchMessages.newBuilder().setKind(MessageKind.MESSAGE_KIND_IMAGE), 50)
                        .getMessagesList())
                .isEmpty();
    }

    @Test
    void pagesFollowEachOtherUpToTheEnd() {
        var conversation = harness.conversation();
        conversation.say(conversation.low(), 7).store();

        List<Long> seen = new ArrayList<>();
        long before = 0;
        int pages = 0;
        do {
            var page = find(conversation, SearchMessages.newBuilder().setBeforeOrdinal(before), 3);
            seen.addAll(ordinals(page.getMessagesList()));
            before = page.getNextBeforeOrdinal();
            pages++;
        } while (before != 0);

        assertThat(seen).containsExactly(7L, 6L, 5L, 4L, 3L, 2L, 1L);
        assertThat(pages).isEqualTo(3);
    }

    @Test
    void aPageLooksAtSoManyMessagesAndSaysWhereItStopped() {
        var conversation = harness.conversation();
        conversation
                .say(conversation.high(), 1)
                .say(conversation.low(), MessageSearch.MAX_SCANNED + 5)
                .store();
        var ofHigh = SearchMessages.newBuilder().setSender(conversation.high().value());

        var first = find(conversation, ofHigh, 10);
        var second = find(conversation, ofHigh.setBeforeOrdinal(first.getNextBeforeOrdinal()), 10);

        assertThat(first.getMessagesList()).isEmpty();
        assertThat(first.getNextBeforeOrdinal()).isEqualTo(7);
        assertThat(ordinals(second.getMessagesList())).containsExactly(1L);
        assertThat(second.getNextBeforeOrdinal()).isZero();
    }

    @Test
    void strangersFindNothing() {
        var conversation = harness.conversation();
        conversation.say(conversation.low(), 1).store();
        UserId stranger = EdgeHarness.newUser();

        assertThatThrownBy(() -> harness.bean(MessageSearch.class)
                        .find(stranger, conversation.id(), query(SearchMessages.newBuilder()), 10))
                .isInstanceOfSatisfying(
                        ApiException.class, it -> assertThat(it.code()).isEqualTo("CONVERSATION_UNKNOWN"));
    }

    @Test
    void wrongQueriesNameTheField() {
        assertRefused(SearchMessages.newBuilder().setSender("bob"), "sender (");
        assertRefused(SearchMessages.newBuilder().setKindValue(99), "kind (");
        assertRefused(SearchMessages.newBuilder().setSentAfterMs(5).setSentBeforeMs(5), "sent_after_ms");
        assertRefused(SearchMessages.newBuilder().setSentAfterMs(-1), "sent_after_ms");
        assertRefused(SearchMessages.newBuilder().setBeforeOrdinal(-1), "before_ordinal (");
    }

    private static void assertRefused(SearchMessages.Builder search, String field) {
        assertThatThrownBy(() -> query(search)).isInstanceOfSatisfying(ApiException.class, it -> {
            assertThat(it.code()).isEqualTo("FIELD_INVALID");
            assertThat(it.detail()).startsWith(field);
        });
    }

    private FoundMessages find(WrittenConversation conversation, SearchMessages.Builder search, int limit) {
        return harness.bean(MessageSearch.class).find(conversation.low(), conversation.id(), query(search), limit);
    }

    private static MessageQuery query(SearchMessages.Builder search) {
        return MessageQuery.of(search.build());
    }

    private static List<Long> ordinals(List<Message> messages) {
        return messages.stream().map(Message::getOrdinal).toList();
    }
}
