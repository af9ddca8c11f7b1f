package io.warbler.message.content;

import java.util.Optional;

/// What is expected of a field, told as `field (expected: …)` when it is otherwise.
final class Expect {

    private Expect() {}

    static Optional<String> that(boolean isSo, String field, String expected) {
        return isSo ? Optional.empty() : Optional.of(field + " (expected: " + expected + ")");
    }

    static Optional<String> range(String field, int value, int from, int to) {
        return that(value >= from && value <= to, field + ": " + Integer.toUnsignedString(value), from + " to " + to);
    }

    static Optional<String> atMost(String field, String text, int length) {
        return that(codePoints(text) <= length, field, "at most " + length + " characters");
    }

    static Optional<String> filled(String field, String text, int length) {
        return that(!text.isBlank() && codePoints(text) <= length, field, "1 to " + length + " characters");
    }

    private static int codePoints(String text) {
        return text.codePointCount(0, text.length());
    }
}
