package io.warbler.message.ingress;

import static org.assertj.core.api.Assertions.assertThat;

import io.warbler.proto.client.v1.ErrorCode;
import io.warbler.proto.client.v1.MessageChange;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessageChangeCheckTest {

    @ParameterizedTest
    @ValueSource(strings = {"👍", "👨‍👩‍👧‍👦", "+1", ":party_parrot:", "é"})
    void emojiAndWordsAreReactions(String reaction) {
        assertThat(MessageChangeCheck.wrong(added(reaction))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "two words", "tab\t", "line\n", "nbsp\u00a0", "\u2003", "\u0000", "bell\u0007", "\u0085"
            })
    void blanksAndControlCharactersAreNot(String reaction) {
        assertThat(MessageChangeCheck.wrong(added(reaction))).contains(ErrorCode.REACTION_INVALID);
    }

    @Test
    void reactionsAreMeasuredInBytes() {
        assertThat(MessageChangeCheck.wrong(added("x".repeat(64)))).isEmpty();
        assertThat(MessageChangeCheck.wrong(added("x".repeat(65)))).contains(ErrorCode.REACTION_INVALID);
        assertThat(MessageChangeCheck.wrong(added("👍".repeat(16)))).isEmpty();
        assertThat(MessageChangeCheck.wrong(added("👍".repeat(17)))).contains(ErrorCode.REACTION_INVALID);
    }

    @Test
    void aChangeNamesAMessageAndAKind() {
        assertThat(MessageChangeCheck.wrong(
                        added("x").toBuilder().setTargetSeq(0).build()))
                .contains(ErrorCode.MESSAGE_CHANGE_INVALID);
        assertThat(MessageChangeCheck.wrong(
                        added("x").toBuilder().setTargetSeq(-1).build()))
                .contains(ErrorCode.MESSAGE_CHANGE_INVALID);
        assertThat(MessageChangeCheck.wrong(
                        MessageChange.newBuilder().setTargetSeq(1).build()))
                .contains(ErrorCode.MESSAGE_CHANGE_INVALID);
    }

    @Test
    void votesNamePlacesOfOptionsInTheirOrder() {
        assertThat(MessageChangeCheck.wrong(voted())).isEmpty();
        assertThat(MessageChangeCheck.wrong(voted(0, 19))).isEmpty();
        for (MessageChange wrong : List.of(voted(20), voted(-1), voted(1, 0), voted(1, 1))) {
            assertThat(MessageChangeCheck.wrong(wrong)).contains(ErrorCode.POLL_VOTE_INVALID);
        }
    }

    private static MessageChange voted(Integer... options) {
        var change = MessageChange.newBuilder().setTargetSeq(1);
        change.getPollVotedBuilder().addAllOptions(List.of(options));
        return change.build();
    }

    private static MessageChange added(String reaction) {
        var change = MessageChange.newBuilder().setTargetSeq(1);
        change.getReactionAddedBuilder().setReaction(reaction);
        return change.build();
    }
}
