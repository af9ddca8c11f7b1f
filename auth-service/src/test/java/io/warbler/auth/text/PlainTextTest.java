package io.warbler.auth.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.warbler.boot.error.ApiException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlainTextTest {

    private static final PlainText RULE = new PlainText("name", "NAME_INVALID", 1, 5);

    @ParameterizedTest
    @CsvSource({"a,a", "' a b ','a b'", "\u00C5,\u00C5", "A\u030A,\u00C5", "\u212B,\u00C5"})
    void textIsStrippedAndInNormalFormC(String text, String stored) {
        assertThat(RULE.read(text)).isEqualTo(stored);
    }

    /// Five people are ten UTF-16 units.
    @Test
    void lengthCountsCodePointsOfTheNormalForm() {
        assertThat(RULE.read("\uD83D\uDE00".repeat(5))).hasSize(10);
        assertThat(RULE.read("A\u030A".repeat(5))).hasSize(5);
        refused("123456", "name: 6 characters (expected: 1 to 5)");
        refused(" ", "name: 0 characters (expected: 1 to 5)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u0000",
                "\n",
                "\t",
                "\u007F",
                "\u0085",
                "\u2028",
                "\u2029",
                "\u202E",
                "\u2066",
                "\uD800",
                "\uFFFF",
                "\uFDD0",
                "\uD83F\uDFFE"
            })
    void whatBreaksOrFakesTheDisplayIsRefused(String bad) {
        refused("a" + bad, "name: must not contain U+%04X".formatted(bad.codePointAt(0)));
    }

    /// Zero-width joiners and the marks of right-to-left text are parts of ordinary writing.
    @ParameterizedTest
    @ValueSource(strings = {"\u200D", "\u200C", "\u200F", "\u0301", "\u05D0", "\uE000"})
    void otherTextIsFine(String text) {
        assertThat(RULE.read("a" + text)).isNotEmpty();
    }

    private static void refused(String text, String detail) {
        assertThatExceptionOfType(ApiException.class)
                .isThrownBy(() -> RULE.read(text))
                .satisfies(refusal -> {
                    assertThat(refusal.code()).isEqualTo("NAME_INVALID");
                    assertThat(refusal.detail()).startsWith(detail);
                });
    }
}
