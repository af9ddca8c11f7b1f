package io.warbler.terminal;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads typed commands about groups.
final class GroupLine {

    private static final Pattern CREATION = Pattern.compile("(?:\"([^\"]+)\"|(\\S+))(?:\\s+(.*))?");
    private static final Pattern TIME = Pattern.compile("([1-9]\\d{0,4})([smhd])");

    private GroupLine() {}

    static Order parse(String word, String rest) {
        List<String> words = words(rest);
        return switch (word) {
            case "/group" -> creation(word, rest).orElseGet(() -> needsTitle(word, "team"));
            case "/channel" -> creation(word, rest).orElseGet(() -> needsTitle(word, "news"));
            case "/members" -> new Order.Members();
            case "/leave" -> new Order.Leave();
            case "/info" -> new Order.About();
            case "/dissolve" -> new Order.Dissolve();
            case "/rename" ->
                rest.isEmpty() ? new Order.Unknown("/rename needs a title, for example /rename Crew") : title(rest);
            case "/role" -> role(words);
            case "/mute" -> mute(words);
            default -> words.size() == 1 ? onMember(word, words.getFirst()) : oneName(word);
        };
    }

    /// Names as they are typed, in small letters.
    static List<String> words(String text) {
        return text.isBlank()
                ? List.of()
                : List.of(text.strip().toLowerCase(Locale.ROOT).split("\\s+"));
    }

    private static Order onMember(String word, String name) {
        return switch (word) {
            case "/kick" -> new Order.Kick(name);
            case "/ban" -> new Order.Ban(name);
            case "/unban" -> new Order.Unban(name);
            case "/owner" -> new Order.Owner(name);
            default -> throw new IllegalArgumentException("command: " + word + " (expected: one about groups)");
        };
    }

    private static Order oneName(String word) {
        return new Order.Unknown(word + " takes one name, for example " + word + " bob");
    }

    private static Order title(String text) {
        return new Order.Rename(text);
    }

    private static Optional<Order> creation(String word, String rest) {
        Matcher parts = CREATION.matcher(rest);
        if (!parts.matches()) {
            return Optional.empty();
        }
        String title = parts.group(1) == null ? parts.group(2) : parts.group(1);
        List<String> users = words(parts.group(3) == null ? "" : parts.group(3));
        return Optional.of(
                word.equals("/channel") ? new Order.CreateChannel(title, users) : new Order.CreateGroup(title, users));
    }

    private static Order needsTitle(String word, String example) {
        return new Order.Unknown(word + " needs a title, for example " + word + " " + example + " bob carol, or " + word
                + " \"my " + example + "\" bob");
    }

    private static Order role(List<String> words) {
        boolean understood = words.size() == 2 && List.of("admin", "member").contains(words.get(1));
        return understood
                ? new Order.SetRole(words.getFirst(), words.get(1).equals("admin"))
                : new Order.Unknown("/role takes a name and admin or member, for example /role bob admin");
    }

    private static Order mute(List<String> words) {
        if (words.size() == 2 && words.get(1).equals("off")) {
            return new Order.Unmute(words.getFirst());
        }
        return time(words.size() == 2 ? words.get(1) : "")
                .<Order>map(time -> new Order.Mute(words.getFirst(), time))
                .orElseGet(() -> new Order.Unknown(
                        "/mute takes a name and a time, for example /mute bob 10m (s, m, h, d), or off"));
    }

    /// How long, for example 10m.
    static Optional<Duration> time(String word) {
        Matcher time = TIME.matcher(word);
        return time.matches() ? Optional.of(duration(Long.parseLong(time.group(1)), time.group(2))) : Optional.empty();
    }

    private static Duration duration(long count, String unit) {
        return switch (unit) {
            case "s" -> Duration.ofSeconds(count);
            case "m" -> Duration.ofMinutes(count);
            case "h" -> Duration.ofHours(count);
            default -> Duration.ofDays(count);
        };
    }
}
