package io.warbler.migrator;

import java.util.ArrayList;
import java.util.List;

/// Splits a script at its semicolons; comments go, quoted text stays as it is.
final class CqlStatements {

    private final String script;
    private final List<String> statements = new ArrayList<>();
    private final StringBuilder statement = new StringBuilder();
    private int position;

    private CqlStatements(String script) {
        this.script = script;
    }

    static List<String> split(String script) {
        return new CqlStatements(script).read();
    }

    private List<String> read() {
        while (position < script.length()) {
            var next = script.charAt(position);
            if (startsWith("--") || startsWith("//")) {
                skipTo("\n", 0);
            } else if (startsWith("/*")) {
                skipTo("*/", 2);
            } else if (next == '\'' || next == '"') {
                copyQuoted(next);
            } else if (next == ';') {
                position++;
                endStatement();
            } else {
                statement.append(next);
                position++;
            }
        }
        endStatement();
        return List.copyOf(statements);
    }

    private boolean startsWith(String token) {
        return script.startsWith(token, position);
    }

    private void skipTo(String end, int endLength) {
        var found = script.indexOf(end, position + endLength);
        position = found < 0 ? script.length() : found + endLength;
        statement.append(' ');
    }

    /// A doubled quote inside is read as two quoted pieces, which copies the same text.
    private void copyQuoted(char quote) {
        var end = script.indexOf(quote, position + 1);
        if (end < 0) {
            throw new IllegalArgumentException("quote at " + position + " never ends (expected: " + quote + ")");
        }
        statement.append(script, position, end + 1);
        position = end + 1;
    }

    private void endStatement() {
        var text = statement.toString().strip();
        if (!text.isEmpty()) {
            statements.add(text);
        }
        statement.setLength(0);
    }
}
