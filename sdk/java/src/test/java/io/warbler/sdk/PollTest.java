package io.warbler.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import io.warbler.sdk.content.Content;
import io.warbler.sdk.group.GroupChange;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PollTest {

    private static final Content.Poll LUNCH = Content.Poll.of("Lunch?", "pizza", "soup");

    @Test
    void votesOfOthersComeWithTheTallyAndOwnOnesAreCounted() {
        Message poll = poll();

        Message voted = poll.after(vote(2, "bob", List.of(1), new Poll.Tally(List.of(0, 1), 1, false)), "alice")
                .after(vote(3, "alice", List.of(0), null), "alice");

        Poll standing = standing(voted);
        assertThat(standing.tally()).isEqualTo(new Poll.Tally(List.of(1, 1), 2, false));
        assertThat(standing.mine()).containsExactly(0);
        Poll changed = standing(voted.after(vote(4, "alice", List.of(1), null), "alice"));
        assertThat(changed.tally()).isEqualTo(new Poll.Tally(List.of(0, 2), 2, false));
        Poll takenBack = standing(voted.after(vote(4, "alice", List.of(), null), "alice"));
        assertThat(takenBack.tally()).isEqualTo(new Poll.Tally(List.of(0, 1), 1, false));
        assertThat(takenBack.mine()).isEmpty();
    }

    @Test
    void aSecretVoteChangesNothingOfTheOwnOne() {
        Message voted = poll().after(vote(2, "alice", List.of(1), null), "alice");

        Poll standing = standing(voted.after(vote(3, "", List.of(), new Poll.Tally(List.of(1, 1), 2, true)), "alice"));

        assertThat(standing.mine()).containsExactly(1);
        assertThat(standing.tally().voterCount()).isEqualTo(2);
        assertThat(standing.tally().count(9)).isZero();
    }

    @Test
    void pollsGoOverTheWireAndBack() {
        var poll = new Content.Poll("q", List.of("a", "b"), true, true, Optional.of(Instant.ofEpochMilli(5)));

        assertThat(ContentProtos.fromProto(ContentProtos.toProto(poll))).isEqualTo(poll);
        assertThat(LUNCH.fallback()).isEqualTo("[poll] Lunch? (1 pizza, 2 soup)");
        var vote = new MessageChange(7, new MessageChange.PollVoted(List.of(0, 1), null));
        assertThat(MessageChangeFrames.fromProto(MessageChangeFrames.toProto(vote)))
                .isEqualTo(vote);
        var end = new MessageChange(7, new MessageChange.PollClosed());
        assertThat(MessageChangeFrames.fromProto(MessageChangeFrames.toProto(end)))
                .isEqualTo(end);
    }

    private static Message poll() {
        return new Message(
                "d1", 1, 1, "bob", "m1", Instant.EPOCH, Message.Kind.POLL, LUNCH, null, null, MessageChanges.NONE);
    }

    private static Event vote(long seq, String actor, List<Integer> options, Poll.@Nullable Tally tally) {
        var change = new MessageChange(1, new MessageChange.PollVoted(options, tally));
        return new Event("d1", seq, 1, actor, Instant.ofEpochMilli(seq), new GroupChange.Unknown(), 0, change);
    }

    private static Poll standing(Message message) {
        Poll poll = message.changes().poll();
        assertThat(poll).isNotNull();
        return poll == null ? Poll.NONE : poll;
    }
}
