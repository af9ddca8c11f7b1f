package io.warbler.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class KnownPlaceTest {

    private static final KnownPlace MEMBER = new KnownPlace(5, 0, 20);
    private static final KnownPlace LEFT = new KnownPlace(5, 9, 9);
    private static final KnownPlace BACK = new KnownPlace(15, 0, 15);

    @Test
    void memberIsToldFromTheJoinOnAndFormerOneUpToTheEnd() {
        assertThat(MEMBER.covers(4)).isFalse();
        assertThat(MEMBER.covers(5)).isTrue();
        assertThat(MEMBER.covers(1_000)).isTrue();
        assertThat(LEFT.covers(9)).isTrue();
        assertThat(LEFT.covers(10)).isFalse();
    }

    @Test
    void laterMembershipCountsInWhateverOrderTheyAreLearnt() {
        assertThat(LEFT.with(BACK)).isEqualTo(BACK);
        assertThat(BACK.with(LEFT)).isEqualTo(BACK);
    }

    @Test
    void bothTogetherKnowAsMuchAsTheOneThatKnowsMore() {
        var early = new KnownPlace(5, 0, 8);

        assertThat(early.isSure(12)).isFalse();
        assertThat(early.with(MEMBER)).isEqualTo(MEMBER);
        assertThat(MEMBER.with(early).isSure(20)).isTrue();
        assertThat(MEMBER.knowing(7)).isEqualTo(MEMBER);
    }
}
