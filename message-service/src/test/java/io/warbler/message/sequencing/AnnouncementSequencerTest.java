package io.warbler.message.sequencing;

import static io.warbler.message.sequencing.GroupFixture.GROUP;
import static io.warbler.message.sequencing.GroupFixture.OWNER;
import static io.warbler.message.sequencing.GroupFixture.user;
import static org.assertj.core.api.Assertions.assertThat;

import io.warbler.kernel.UserId;
import io.warbler.proto.client.v1.ErrorCode;
import io.warbler.proto.client.v1.GroupAudience;
import io.warbler.proto.client.v1.GroupChange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AnnouncementSequencerTest {

    private static final UserId MEMBER = user(1);

    private final GroupFixture log = new GroupFixture();
    private final ConversationState state = new ConversationState(GROUP);

    @BeforeEach
    void group() {
        decide(log.create(MEMBER));
    }

    @Test
    void announcementSaysByWhomAndSinceWhen() {
        announce(OWNER, "hi");

        var announcement = state.groupState().getAnnouncement();
        assertThat(announcement.getText()).isEqualTo("hi");
        assertThat(announcement.getActor()).isEqualTo(OWNER.value());
        assertThat(announcement.getSetAtMs()).isPositive();
    }

    @Test
    void anEmptyOneTakesItAway() {
        announce(OWNER, "hi");
        announce(OWNER, "");

        assertThat(state.groupState().hasAnnouncement()).isFalse();
        assertRefused(announce(OWNER, ""), ErrorCode.GROUP_UNCHANGED);
    }

    @Test
    void itIsForThoseWhoMayEdit() {
        assertRefused(announce(MEMBER, "hi"), ErrorCode.GROUP_FORBIDDEN);
        var open = GroupChange.newBuilder();
        open.getSettingsSetBuilder().setMayEditInfo(GroupAudience.GROUP_AUDIENCE_EVERYONE);
        decide(log.change(OWNER, open));

        assertThat(announce(MEMBER, "hi")).isInstanceOf(Verdict.Accepted.class);
    }

    private @Nullable Verdict announce(UserId actor, String text) {
        var change = GroupChange.newBuilder();
        change.getAnnouncementSetBuilder().setText(text);
        return decide(log.change(actor, change));
    }

    private @Nullable Verdict decide(LogEntry entry) {
        state.restore(OutboxKey.of(entry.record().getChange().getId()), new OutboxState());
        return Sequencer.decide(state, entry).verdict();
    }

    private static void assertRefused(@Nullable Verdict verdict, ErrorCode code) {
        assertThat(verdict).isEqualTo(new Verdict.Refused(code));
    }
}
