package io.warbler.terminal;

import java.util.Locale;

/// The commands that say something, now or later.
final class SpeechLine {

    private SpeechLine() {}

    static Order parse(String word, String rest) {
        return switch (word) {
            case "/reply" -> reply(rest);
            case "/forward" -> forward(rest);
            case "/later" -> later(rest);
            case "/scheduled" ->
                rest.isEmpty()
                        ? new Order.Scheduled()
                        : new Order.Unknown("/scheduled lists everything, and takes nothing");
            case "/unschedule" ->
                rest.matches("[1-9]\\d{0,2}")
                        ? new Order.Unschedule(Integer.parseInt(rest))
                        : new Order.Unknown("/unschedule takes a number of /scheduled");
            default -> throw new IllegalArgumentException("command: " + word + " (expected: one that says something)");
        };
    }

    private static Order later(String rest) {
        String[] parts = rest.split("\\s+", 2);
        var hint = new Order.Unknown("/later takes a time and a text, for example /later 8h good morning (s, m, h, d)");
        return parts.length < 2
                ? hint
                : GroupLine.time(parts[0])
                        .<Order>map(time -> new Order.SayLater(time, parts[1]))
                        .orElse(hint);
    }

    private static Order reply(String rest) {
        String[] parts = rest.split("\\s+", 2);
        boolean isCounted = parts.length == 2 && parts[0].matches("[1-9]\\d?");
        if (rest.isEmpty()) {
            return new Order.Unknown(
                    "/reply needs a text, for example /reply yes, or /reply 2 yes to the last but one");
        }
        return isCounted ? new Order.Reply(Integer.parseInt(parts[0]), parts[1]) : new Order.Reply(1, rest);
    }

    private static Order forward(String rest) {
        String[] parts = rest.split("\\s+", 3);
        boolean isCounted = parts.length == 2 && parts[1].matches("[1-9]\\d?");
        if (rest.isEmpty() || (parts.length > 1 && !isCounted)) {
            return new Order.Unknown(
                    "/forward needs a name, for example /forward bob, or /forward bob 2 for the last but one");
        }
        return new Order.Forward(parts[0].toLowerCase(Locale.ROOT), isCounted ? Integer.parseInt(parts[1]) : 1);
    }
}
