package io.warbler.terminal;

import java.util.Locale;

/// Reads commands about friends, requests and blocks.
final class RelationLine {

    private RelationLine() {}

    /// A command that takes a name.
    static Order parse(String word, String rest) {
        if (rest.isEmpty()) {
            return new Order.Unknown(word + " needs a name, for example " + word + " bob");
        }
        String[] parts = rest.split("\\s+", 2);
        String name = parts[0].toLowerCase(Locale.ROOT);
        if (word.equals("/add")) {
            return new Order.Add(name, parts.length == 1 ? "" : parts[1]);
        }
        return parts.length == 1 ? of(word, name) : new Order.Unknown(word + " takes one name");
    }

    private static Order of(String word, String name) {
        return switch (word) {
            case "/find" -> new Order.Find(name);
            case "/accept" -> new Order.Accept(name);
            case "/decline" -> new Order.Decline(name);
            case "/cancel" -> new Order.Cancel(name);
            case "/remove" -> new Order.Remove(name);
            case "/block" -> new Order.Block(name);
            case "/unblock" -> new Order.Unblock(name);
            default -> throw new IllegalArgumentException("command: " + word + " (expected: one that takes a name)");
        };
    }
}
