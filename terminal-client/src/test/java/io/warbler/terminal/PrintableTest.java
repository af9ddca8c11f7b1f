package io.warbler.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PrintableTest {

    @Test
    void commandsToTheTerminalAreDisarmed() {
        assertThat(Printable.line("\u001b[2J\u001b]0;title\u0007x\u009b31m\u0008\u007f"))
                .isEqualTo("\ufffd[2J\ufffd]0;title\ufffdx\ufffd31m\ufffd\ufffd");
    }

    @Test
    void aLineStaysALine() {
        assertThat(Printable.line("hi\r\n10:31 bob: I owe you\u2028more\u0085"))
                .doesNotContain("\n", "\r", "\u2028", "\u0085");
    }

    @Test
    void theDirectionOfWritingCannotBeTurned() {
        assertThat(Printable.line("a\u202etxt.exe\u2066")).isEqualTo("a\ufffdtxt.exe\ufffd");
    }

    @Test
    void scriptsAndEmojiPass() {
        assertThat(Printable.line("你好 שלום 👩‍👩‍👧 café")).isEqualTo("你好 שלום 👩‍👩‍👧 café");
    }

    @Test
    void halfASurrogateIsReplaced() {
        assertThat(Printable.line("x\ud83dy")).isEqualTo("x\ufffdy");
    }
}
