package io.warbler.terminal;

import java.util.ArrayList;
import java.util.List;

/// The commands of polls.
final class PollLine {

    private static final String PLACES = "[1-9]\\d?( +[1-9]\\d?)*";

    private PollLine() {}

    static Order parse(String word, String rest) {
        return switch (word) {
            case "/poll" -> poll(rest);
            case "/vote" -> vote(rest);
            case "/endpoll" -> new Order.EndPoll();
            default -> throw new IllegalArgumentException("command: " + word + " (expected: one of a poll)");
        };
    }

    private static Order poll(String rest) {
        List<String> parts = new ArrayList<>();
        for (String part : rest.split("\\|", -1)) {
            parts.add(part.strip());
        }
        boolean isWhole = parts.size() >= 3 && parts.stream().noneMatch(String::isEmpty);
        return isWhole
                ? new Order.AskPoll(parts.getFirst(), parts.subList(1, parts.size()))
                : new Order.Unknown("/poll needs a question and 2 answers, for example /poll Lunch? | pizza | soup");
    }

    private static Order vote(String rest) {
        if (rest.equals("none")) {
            return new Order.Vote(List.of());
        }
        if (!rest.matches(PLACES)) {
            return new Order.Unknown(
                    "/vote needs the number of an answer, for example /vote 2; /vote none takes it back");
        }
        return new Order.Vote(List.of(rest.split(" +")).stream()
                .map(Integer::valueOf)
                .distinct()
                .sorted()
                .toList());
    }
}
