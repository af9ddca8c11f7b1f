package io.warbler.terminal;

import io.warbler.sdk.InboxSection;
import java.time.Duration;

/// Reads typed commands about settings of the open conversation. `/mute` and `/pin` are about members and messages.
final class SettingsLine {

    private SettingsLine() {}

    static Order parse(String word, String rest) {
        if (word.equals("/silence")) {
            return silence(rest);
        }
        return rest.isEmpty()
                ? new Order.Put(section(word))
                : new Order.Unknown(word + " is about the open conversation and takes nothing");
    }

    private static InboxSection section(String word) {
        return switch (word) {
            case "/pinchat" -> InboxSection.PINNED;
            case "/archive" -> InboxSection.ARCHIVED;
            case "/hide" -> InboxSection.HIDDEN;
            case "/putback" -> InboxSection.LISTED;
            default -> throw new IllegalArgumentException("command: " + word + " (expected: one about settings)");
        };
    }

    private static Order silence(String rest) {
        return switch (rest) {
            case "" -> new Order.Silence(null);
            case "off" -> new Order.Silence(Duration.ZERO);
            default ->
                GroupLine.time(rest)
                        .<Order>map(Order.Silence::new)
                        .orElseGet(() -> new Order.Unknown(
                                "/silence takes a time, for example 8h (s, m, h, d), off, or nothing"));
        };
    }
}
