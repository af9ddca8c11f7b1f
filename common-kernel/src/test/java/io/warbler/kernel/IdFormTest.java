package io.warbler.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdFormTest {

    private static final String DIGITS = "0123456789abcdef";
    private static final Pattern USER = Pattern.compile("u[0-9a-f]{32}");
    private static final Pattern CONVERSATION = Pattern.compile("[dgc][0-9a-f]{32}");

    @Test
    void everyCharacterInEveryPlaceIsJudgedAsTheExpressionSays() {
        var random = new Random(1);
        var valid = new StringBuilder("u");
        for (int i = 0; i < 32; i++) {
            valid.append(DIGITS.charAt(random.nextInt(DIGITS.length())));
        }
        for (int place = 0; place < valid.length(); place++) {
            for (char character = 0; character < 0x180; character++) {
                var text = new StringBuilder(valid);
                text.setCharAt(place, character);
                assertSameVerdicts(text.toString());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "u",
                "u0123456789abcdef0123456789abcde",
                "u0123456789abcdef0123456789abcdef0",
                "u0123456789ABCDEF0123456789ABCDEF",
                "d0123456789abcdef0123456789abcdef\n",
                "g0123456789abcdef0123456789abcdef",
                "c0123456789abcdef0123456789abcdef",
                "u\uff10123456789abcdef0123456789abcdef"
            })
    void oddTextsAreJudgedAsTheExpressionSays(String text) {
        assertSameVerdicts(text);
    }

    @Test
    void anIdThatIsNoneIsRefusedWithWhatWasExpected() {
        assertThatThrownBy(() -> new UserId("alice"))
                .hasMessageContaining("alice (expected: u and 32 hexadecimal digits)");
        assertThatThrownBy(() -> new ConversationId("u0123456789abcdef0123456789abcdef"))
                .hasMessageContaining("(expected: d, g or c and 32 hexadecimal digits)");
    }

    @Test
    void aChannelIsAGroupOfAnotherLetter() {
        var creator = new UserId("u" + "0".repeat(32));
        byte[] outbox = new byte[16];
        ConversationId group = ConversationId.group(creator, outbox);
        ConversationId channel = ConversationId.channel(creator, outbox);

        assertThat(channel.value().substring(1)).isEqualTo(group.value().substring(1));
        assertThat(channel.isGroup()).isTrue();
        assertThat(channel.isChannel()).isTrue();
        assertThat(group.isChannel()).isFalse();
        assertThat(ConversationId.isCreatedBy(creator, outbox, channel.value())).isTrue();
        assertThat(ConversationId.isCreatedBy(
                        creator, outbox, "d" + group.value().substring(1)))
                .isFalse();
        assertThat(ConversationId.isCreatedBy(creator, new byte[15], channel.value()))
                .isFalse();
    }

    private static void assertSameVerdicts(String text) {
        assertThat(UserId.isValid(text)).as(text).isEqualTo(USER.matcher(text).matches());
        assertThat(ConversationId.isValid(text))
                .as(text)
                .isEqualTo(CONVERSATION.matcher(text).matches());
    }
}
