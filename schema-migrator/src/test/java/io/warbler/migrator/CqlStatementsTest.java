package io.warbler.migrator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class CqlStatementsTest {

    @Test
    void statementsEndAtSemicolons() {
        assertThat(CqlStatements.split("CREATE A;\n\nCREATE B ;;")).containsExactly("CREATE A", "CREATE B");
    }

    @Test
    void lastStatementNeedsNoSemicolon() {
        assertThat(CqlStatements.split("CREATE A;\nCREATE B\n")).containsExactly("CREATE A", "CREATE B");
    }

    @Test
    void commentsAreNoStatements() {
        assertThat(CqlStatements.split("-- first; not\n/* second; not */ CREATE A // third;\n;\n-- end"))
                .containsExactly("CREATE A");
    }

    @Test
    void quotedTextStaysWhole() {
        assertThat(CqlStatements.split("INSERT 'a;b -- c''d;'; INSERT \"x;y\""))
                .containsExactly("INSERT 'a;b -- c''d;'", "INSERT \"x;y\"");
    }

    @Test
    void quoteWithoutEndIsRefused() {
        assertThatThrownBy(() -> CqlStatements.split("INSERT 'a"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("quote at 7 never ends");
    }
}
