package io.warbler.terminal;

import io.warbler.sdk.Message;
import io.warbler.sdk.Poll;
import io.warbler.sdk.content.Content;
import java.util.ArrayList;
import java.util.List;

/// How polls stand, in one line.
final class Polls {

    private Polls() {}

    /// Who voted for what is not said: it may be nobody's business.
    static String standing(Message message) {
        Poll poll = message.changes().poll();
        if (!(message.content() instanceof Content.Poll asked) || poll == null) {
            return "a vote in an earlier poll";
        }
        List<String> answers = new ArrayList<>();
        for (int option = 0; option < asked.options().size(); option++) {
            String mine = poll.mine().contains(option) ? " (you)" : "";
            answers.add(asked.options().get(option) + " " + poll.tally().count(option) + mine);
        }
        return asked.question() + " " + String.join(" · ", answers);
    }
}
