package io.warbler.terminal;

import io.warbler.sdk.group.GroupSettings.JoinPolicy;
import io.warbler.sdk.group.InviteLink;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/// Reads typed commands about coming into groups.
final class JoinLine {

    private JoinLine() {}

    static Order parse(String word, String rest) {
        List<String> words = GroupLine.words(rest);
        return switch (word) {
            case "/join" -> join(rest);
            case "/invite" -> invite(words);
            case "/invites" -> new Order.Invites();
            case "/revoke" -> revoke(rest);
            case "/asking" -> new Order.Asking();
            case "/entry" -> entry(rest);
            case "/announce" -> announce(rest);
            default -> words.size() == 1 ? onAsking(word, words.getFirst()) : oneName(word);
        };
    }

    private static Order onAsking(String word, String name) {
        return word.equals("/admit") ? new Order.Admit(name) : new Order.TurnAway(name);
    }

    private static Order oneName(String word) {
        return new Order.Unknown(word + " takes one name, for example " + word + " bob");
    }

    private static Order join(String rest) {
        String[] parts = rest.split("\\s+", 2);
        String answer = parts.length == 1 ? "" : parts[1];
        return InviteLink.parse(parts[0])
                .<Order>map(link -> answer.equals("off") ? new Order.Unask(link) : new Order.Join(link, answer))
                .orElseGet(() -> new Order.Unknown("/join takes a link, warbler:…/join/…, and an answer if asked"));
    }

    private static Order invite(List<String> words) {
        Duration time = null;
        int uses = 0;
        for (String word : words) {
            var good = GroupLine.time(word);
            if (good.isPresent() && time == null) {
                time = good.get();
            } else if (word.matches("[1-9]\\d{0,3}") && uses == 0) {
                uses = Integer.parseInt(word);
            } else {
                return new Order.Unknown(
                        "/invite takes a time and how many may come, both if you like: /invite 1d 10 (s, m, h, d)");
            }
        }
        return new Order.MakeInvite(time, uses);
    }

    private static Order revoke(String rest) {
        return rest.matches("[1-9]\\d{0,17}")
                ? new Order.Revoke(Long.parseLong(rest))
                : new Order.Unknown("/revoke takes a number of /invites");
    }

    private static Order entry(String rest) {
        String[] parts = rest.split("\\s+", 2);
        String question = parts.length == 1 ? "" : parts[1];
        JoinPolicy policy = policy(parts[0].toLowerCase(Locale.ROOT));
        boolean understood = policy != JoinPolicy.UNKNOWN && (policy == JoinPolicy.QUESTION) != question.isEmpty();
        return understood
                ? new Order.SetEntry(policy, question)
                : new Order.Unknown("/entry takes open, approval, closed, or question and the question");
    }

    private static JoinPolicy policy(String word) {
        return switch (word) {
            case "open" -> JoinPolicy.OPEN;
            case "approval" -> JoinPolicy.APPROVAL;
            case "question" -> JoinPolicy.QUESTION;
            case "closed" -> JoinPolicy.CLOSED;
            default -> JoinPolicy.UNKNOWN;
        };
    }

    private static Order announce(String rest) {
        if (rest.isEmpty()) {
            return new Order.Unknown("/announce needs a text, or off");
        }
        return new Order.Announce(rest.equals("off") ? "" : rest);
    }
}
