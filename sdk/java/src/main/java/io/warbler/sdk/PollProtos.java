package io.warbler.sdk;

import io.warbler.proto.client.v1.PollContent;
import io.warbler.proto.client.v1.PollResult;
import io.warbler.proto.client.v1.PollTally;
import io.warbler.proto.client.v1.PollVoted;
import io.warbler.sdk.content.Content;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Polls between the wire and the values of this library. */
final class PollProtos {

    private PollProtos() {}

    static Content fromProto(PollContent poll) {
        return new Content.Poll(
                poll.getQuestion(),
                poll.getOptionsList(),
                poll.getMultiple(),
                poll.getAnonymous(),
                Optional.ofNullable(instant(poll.getClosesAtMs())));
    }

    static PollContent toProto(Content.Poll poll) {
        return PollContent.newBuilder()
                .setQuestion(poll.question())
                .addAllOptions(poll.options())
                .setMultiple(poll.multiple())
                .setAnonymous(poll.anonymous())
                .setClosesAtMs(poll.closesAt().map(Instant::toEpochMilli).orElse(0L))
                .build();
    }

    static MessageChange.What fromProto(PollVoted vote) {
        return new MessageChange.PollVoted(vote.getOptionsList(), vote.hasTally() ? tally(vote.getTally()) : null);
    }

    static Poll fromProto(PollResult result) {
        return new Poll(
                tally(result.getTally()), result.getMineList(), instant(result.getClosedAtMs()), result.getClosedBy());
    }

    private static Poll.Tally tally(PollTally tally) {
        return new Poll.Tally(tally.getCountsList(), tally.getVoterCount(), tally.getAnonymous());
    }

    private static @Nullable Instant instant(long millis) {
        return millis == 0 ? null : Instant.ofEpochMilli(millis);
    }
}
