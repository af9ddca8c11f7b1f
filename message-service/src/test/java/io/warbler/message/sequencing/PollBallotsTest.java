package io.warbler.message.sequencing;

import static org.assertj.core.api.Assertions.assertThat;

import io.warbler.proto.client.v1.ErrorCode;
import io.warbler.proto.log.v1.PollTerms;
import io.warbler.proto.store.v1.Ballot;
import io.warbler.proto.store.v1.PollState;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PollBallotsTest {

    private static final PollTerms TWO_OPTIONS =
            PollTerms.newBuilder().setOptionCount(2).build();

    @Test
    void fullPollTakesNewVotesOfThoseOnlyWhoHaveVoted() {
        PollState full = PollState.newBuilder()
                .addAllBallots(IntStream.range(0, PollBallots.MOST)
                        .mapToObj(voter -> Ballot.newBuilder()
                                .setUser("voter " + voter)
                                .addOptions(0)
                                .build())
                        .toList())
                .build();

        assertThat(PollBallots.refusal(full, TWO_OPTIONS, "somebody else", List.of(0)))
                .contains(ErrorCode.POLL_FULL);
        assertThat(PollBallots.refusal(full, TWO_OPTIONS, "voter 7", List.of(1)))
                .isEmpty();
        assertThat(PollBallots.refusal(full, TWO_OPTIONS, "voter 7", List.of())).isEmpty();
    }
}
