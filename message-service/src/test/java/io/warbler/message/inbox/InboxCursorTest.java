package io.warbler.message.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import io.warbler.boot.error.ApiException;
import io.warbler.kernel.ConversationId;
import org.junit.jupiter.api.Test;

class InboxCursorTest {

    private static final InboxPlace PLACE =
            new InboxPlace(false, 1_790_000_000_000_000L, new ConversationId("d" + "7".repeat(32)));

    @Test
    void cursorComesBackAsItWent() {
        assertThat(InboxCursor.decode(InboxCursor.encode(PLACE))).isEqualTo(PLACE);
    }

    @Test
    void everyOtherFormIsRefused() {
        ByteString cursor = InboxCursor.encode(PLACE);

        assertRefused(ByteString.copyFromUtf8("garbage"));
        assertRefused(cursor.substring(1));
        assertRefused(cursor.concat(cursor));
    }

    @Test
    void newestActivityComesFirstAndNoTwoPlacesAreEqual() {
        var older = new InboxPlace(false, PLACE.time() - 1, PLACE.conversation());
        var other = new InboxPlace(false, PLACE.time(), new ConversationId("d" + "8".repeat(32)));

        assertThat(older.isAfter(PLACE)).isTrue();
        assertThat(PLACE.isAfter(older)).isFalse();
        assertThat(other.isAfter(PLACE)).isTrue();
        assertThat(PLACE.isAfter(PLACE)).isFalse();
    }

    @Test
    void whatIsPinnedStandsBeforeTheRestInTheOrderOfPinning() {
        var first = new InboxPlace(true, 1, PLACE.conversation());
        var second = new InboxPlace(true, 2, PLACE.conversation());

        assertThat(second.isAfter(first)).isTrue();
        assertThat(PLACE.isAfter(second)).isTrue();
        assertThat(InboxCursor.decode(InboxCursor.encode(first))).isEqualTo(first);
    }

    private static void assertRefused(ByteString cursor) {
        assertThatThrownBy(() -> InboxCursor.decode(cursor))
                .isInstanceOfSatisfying(
                        ApiException.class, it -> assertThat(it.code()).isEqualTo("FIELD_INVALID"));
    }
}
