package io.warbler.message.receipt;

import static org.assertj.core.api.Assertions.assertThat;

import io.warbler.kernel.UserId;
import io.warbler.proto.store.v1.ConversationHead;
import io.warbler.proto.store.v1.GroupState;
import io.warbler.proto.store.v1.LastSend;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ReachTest {

    private static final ConversationHead GROUP = ConversationHead.newBuilder()
            .setGroup(GroupState.getDefaultInstance())
            .build();
    private static final List<UserId> SIX =
            IntStream.rangeClosed(1, 6).mapToObj(ReachTest::user).toList();

    @Test
    void whoHasReadAndWhoOnlyHasIt() {
        var marked = Map.of(user(1), read(7), user(2), delivered(7), user(3), delivered(9), user(4), delivered(6));

        assertThat(Reach.of(7, SIX, marked, GROUP)).isEqualTo(new Reach(List.of(user(1)), List.of(user(2), user(3))));
    }

    @Test
    void aMessageOfTheirOwnSaysThatTheyHaveRead() {
        var sent = LastSend.newBuilder().setUser(user(2).value()).setSeq(8);
        var head = GROUP.toBuilder()
                .setGroup(GroupState.newBuilder().addLastSends(sent))
                .build();

        assertThat(Reach.of(7, SIX, Map.of(), head)).isEqualTo(new Reach(List.of(user(2)), List.of()));
    }

    @Test
    void thePeerOfADirectConversationIsCounted() {
        var head = ConversationHead.newBuilder()
                .setLow(user(1).value())
                .setHigh(user(2).value())
                .build();

        assertThat(Reach.of(7, List.of(user(2)), Map.of(user(2), delivered(7)), head))
                .isEqualTo(new Reach(List.of(), List.of(user(2))));
        assertThat(Reach.of(8, List.of(user(2)), Map.of(user(2), delivered(7)), head))
                .isEqualTo(new Reach(List.of(), List.of()));
    }

    private static UserId user(int number) {
        return new UserId("u" + Integer.toString(number).repeat(32));
    }

    private static Markers read(long seq) {
        return new Markers(seq, seq, 0, 0, 0, 0);
    }

    private static Markers delivered(long seq) {
        return new Markers(0, 0, seq, 0, 0, 0);
    }
}
