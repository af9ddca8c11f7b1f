package io.warbler.terminal;

import java.util.Set;

/// The commands that change a message.
final class MessageLine {

    static final Set<String> COMMANDS =
            Set.of("/edit", "/delete", "/deleteforme", "/react", "/unreact", "/pin", "/unpin");

    private static final String COUNT = "[1-9]\\d{0,2}";

    private MessageLine() {}

    static Order parse(String word, String rest) {
        return switch (word) {
            case "/edit" ->
                rest.isEmpty()
                        ? new Order.Unknown("/edit needs the new text of your last message")
                        : new Order.Edit(rest);
            case "/react", "/unreact" -> reaction(word, rest);
            default -> counted(word, rest);
        };
    }

    private static Order reaction(String word, String rest) {
        String[] parts = rest.split("\\s+", -1);
        boolean isCounted = parts.length == 2 && parts[1].matches(COUNT);
        if (rest.isEmpty() || (parts.length > 1 && !isCounted)) {
            return new Order.Unknown(word + " needs a reaction, for example " + word + " 👍, or " + word
                    + " 👍 2 for the message before the last");
        }
        int back = isCounted ? Integer.parseInt(parts[1]) : 1;
        return word.equals("/react") ? new Order.React(parts[0], back) : new Order.Unreact(parts[0], back);
    }

    private static Order counted(String word, String rest) {
        if (!rest.isEmpty() && !rest.matches(COUNT)) {
            return new Order.Unknown(word + " takes a number: 1 is the newest message, 2 the one before");
        }
        int back = rest.isEmpty() ? 1 : Integer.parseInt(rest);
        return switch (word) {
            case "/delete" -> new Order.Delete(back);
            case "/deleteforme" -> new Order.DeleteForMe(back);
            case "/pin" -> new Order.Pin(back);
            case "/unpin" -> new Order.Unpin(back);
            default ->
                throw new IllegalArgumentException("command: " + word + " (expected: one that changes a message)");
        };
    }
}
