package io.warbler.terminal;

/// Makes text of others harmless: in a terminal, control characters are commands.
final class Printable {

    private static final char REPLACEMENT = '\uFFFD';

    /// Parts of emoji and of some scripts.
    private static final int ZERO_WIDTH_JOINER = 0x200D;

    private static final int ZERO_WIDTH_NON_JOINER = 0x200C;

    private Printable() {}

    /// One line without anything that moves the cursor, changes colours or turns the direction of writing.
    static String line(String text) {
        var clean = new StringBuilder(text.length());
        text.codePoints().forEach(point -> append(clean, point));
        return clean.toString();
    }

    private static void append(StringBuilder clean, int point) {
        switch (point) {
            case '\n' -> clean.append(" ⏎ ");
            case '\t' -> clean.append(' ');
            case '\r' -> clean.append("");
            default -> clean.appendCodePoint(isHarmless(point) ? point : REPLACEMENT);
        }
    }

    private static boolean isHarmless(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.UNASSIGNED,
                    Character.PRIVATE_USE -> false;
            case Character.FORMAT -> point == ZERO_WIDTH_JOINER || point == ZERO_WIDTH_NON_JOINER;
            default -> true;
        };
    }
}
