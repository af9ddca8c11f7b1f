package io.warbler.message.content;

import io.warbler.proto.Limits;
import io.warbler.proto.client.v1.PollContent;
import java.util.HashSet;
import java.util.Optional;

/// The form of a poll.
final class PollCheck {

    private static final String FIELD = "body.poll";

    private PollCheck() {}

    /// The first field that is wrong and what was expected; empty when nothing is. Whether it closes in time to come is
    /// for nobody to say: the log has the time.
    static Optional<String> wrong(PollContent poll) {
        return Expect.filled(FIELD + ".question", poll.getQuestion(), Limits.MAX_POLL_QUESTION_LENGTH)
                .or(() -> Expect.range(
                        FIELD + ".options", poll.getOptionsCount(), Limits.MIN_POLL_OPTIONS, Limits.MAX_POLL_OPTIONS))
                .or(() -> poll.getOptionsList().stream()
                        .flatMap(option ->
                                Expect.filled(FIELD + ".options", option, Limits.MAX_POLL_OPTION_LENGTH).stream())
                        .findFirst())
                .or(() -> Expect.that(
                        new HashSet<>(poll.getOptionsList()).size() == poll.getOptionsCount(),
                        FIELD + ".options",
                        "no two alike"))
                .or(() -> Expect.that(
                        poll.getClosesAtMs() >= 0 && poll.getClosesAtMs() <= Limits.MUTED_FOR_GOOD_MS,
                        FIELD + ".closes_at_ms",
                        "a time before the year 10000, or 0"));
    }
}
