package io.warbler.auth.session;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RefreshTokenTest {

    private static final String SESSION = "s" + "0".repeat(32);
    private static final RefreshToken TOKEN = new RefreshToken(SESSION, 7, "A".repeat(43));

    @Test
    void textReadsBackAsTheSameToken() {
        assertThat(RefreshToken.parse(TOKEN.reveal())).contains(TOKEN);
    }

    @Test
    void tokenIsNeverPrinted() {
        assertThat(TOKEN).hasToString("[redacted]");
    }

    @Test
    void onlyItsOwnHashMatches() {
        assertThat(TOKEN.hasHash(TOKEN.hash())).isTrue();
        assertThat(TOKEN.hasHash(new RefreshToken(SESSION, 7, "B".repeat(43)).hash()))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nonsense",
                "s00000000000000000000000000000000.00.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "s00000000000000000000000000000000.-1.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "s00000000000000000000000000000000.9999999999.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "s00000000000000000000000000000000.0.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "u00000000000000000000000000000000.0.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
            })
    void otherTextIsNoToken(String text) {
        assertThat(RefreshToken.parse(text)).isEmpty();
    }
}
