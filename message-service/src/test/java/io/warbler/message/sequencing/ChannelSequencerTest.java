package io.warbler.message.sequencing;

import static io.warbler.message.sequencing.ChangeFixture.added;
import static io.warbler.message.sequencing.ChangeFixture.deleted;
import static io.warbler.message.sequencing.ChangeFixture.edited;
import static io.warbler.message.sequencing.ChangeFixture.pinned;
import static io.warbler.message.sequencing.ChangeFixture.target;
import static io.warbler.message.sequencing.ChangeFixture.voted;
import static io.warbler.message.sequencing.GroupFixture.CHANNEL;
import static io.warbler.message.sequencing.GroupFixture.OWNER;
import static io.warbler.message.sequencing.GroupFixture.inChannel;
import static io.warbler.message.sequencing.GroupFixture.user;
import static org.assertj.core.api.Assertions.assertThat;

import io.warbler.kernel.UserId;
import io.warbler.proto.client.v1.ErrorCode;
import io.warbler.proto.client.v1.GroupAudience;
import io.warbler.proto.client.v1.GroupChange;
import io.warbler.proto.client.v1.GroupHistory;
import io.warbler.proto.client.v1.GroupRole;
import io.warbler.proto.client.v1.MessageChange;
import io.warbler.proto.log.v1.PollTerms;
import io.warbler.proto.log.v1.Target;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Who may do what in a channel; all else is as in a group.
class ChannelSequencerTest {

    private static final UserId ADMIN = user(1);
    private static final UserId READER = user(2);
    private static final UserId OTHER = user(3);
    private static final UserId STRANGER = user(9);

    private final GroupFixture log = new GroupFixture();
    private final ConversationState state = new ConversationState(CHANNEL);
    private Decision created;

    @BeforeEach
    void aChannel() {
        created = decide(log.create(ADMIN, READER, OTHER));
        decide(log.change(OWNER, role(ADMIN, GroupRole.GROUP_ROLE_ADMIN)));
    }

    @Test
    void ownerAndAdminsWriteAndReadersDoNot() {
        assertThat(decide(log.send(OWNER, 1)).verdict()).isInstanceOf(Verdict.Accepted.class);
        assertThat(decide(log.send(ADMIN, 1)).verdict()).isInstanceOf(Verdict.Accepted.class);
        assertRefused(decide(log.send(READER, 1)), ErrorCode.GROUP_FORBIDDEN);
        assertRefused(decide(log.send(STRANGER, 1)), ErrorCode.CONVERSATION_UNKNOWN);
    }

    @Test
    void writingComesAndGoesWithTheRole() {
        decide(log.change(OWNER, role(READER, GroupRole.GROUP_ROLE_ADMIN)));
        Target own = target(decide(log.send(READER, 1)));
        decide(log.change(OWNER, role(READER, GroupRole.GROUP_ROLE_MEMBER)));

        assertRefused(decide(log.send(READER, 2)), ErrorCode.GROUP_FORBIDDEN);
        assertRefused(change(READER, edited(), own), ErrorCode.GROUP_FORBIDDEN);
        assertThat(change(READER, deleted(), own).appended()).isNotNull();
    }

    @Test
    void readersReactAndVoteAndDoNothingElse() {
        Target message = target(decide(log.send(OWNER, 1))).toBuilder()
                .setPoll(PollTerms.newBuilder().setOptionCount(2))
                .build();

        assertThat(change(READER, added("👍"), message).appended()).isNotNull();
        assertThat(change(READER, voted(1), message).appended()).isNotNull();
        assertRefused(change(READER, pinned(), message), ErrorCode.GROUP_FORBIDDEN);
        assertRefused(change(READER, edited(), message), ErrorCode.GROUP_FORBIDDEN);
        assertRefused(change(READER, deleted(), message), ErrorCode.MESSAGE_NOT_OWN);
        assertThat(change(ADMIN, pinned(), message).appended()).isNotNull();
    }

    @Test
    void mutedReaderNeitherReactsNorVotes() {
        Target message = target(decide(log.send(OWNER, 1))).toBuilder()
                .setPoll(PollTerms.newBuilder().setOptionCount(2))
                .build();
        var muted = GroupChange.newBuilder();
        muted.getMemberMutedBuilder().setUser(READER.value()).setUntilMs(Long.MAX_VALUE);
        decide(log.change(ADMIN, muted));

        assertRefused(change(READER, added("👍"), message), ErrorCode.MEMBER_MUTED);
        assertRefused(change(READER, voted(1), message), ErrorCode.MEMBER_MUTED);
    }

    @Test
    void readersAddNobodyAndChangeNothing() {
        var adding = GroupChange.newBuilder();
        adding.getMembersAddedBuilder().addUsers(STRANGER.value());
        var title = GroupChange.newBuilder();
        title.getInfoSetBuilder().setTitle("mine");
        var invite = GroupChange.newBuilder();
        invite.getInviteCreatedBuilder().setTokenHash(GroupFixture.hash("token"));

        assertRefused(decide(log.change(READER, adding)), ErrorCode.GROUP_FORBIDDEN);
        assertRefused(decide(log.change(READER, title)), ErrorCode.GROUP_FORBIDDEN);
        assertRefused(decide(log.change(READER, invite)), ErrorCode.GROUP_FORBIDDEN);
        assertThat(decide(log.change(ADMIN, adding)).appended()).isNotNull();
    }

    @Test
    void noSettingMakesWritersOfReaders() {
        var open = GroupChange.newBuilder();
        open.getSettingsSetBuilder()
                .setMaySend(GroupAudience.GROUP_AUDIENCE_EVERYONE)
                .setMayInvite(GroupAudience.GROUP_AUDIENCE_EVERYONE)
                .setMayPin(GroupAudience.GROUP_AUDIENCE_EVERYONE)
                .setSlowModeSeconds(5);

        assertRefused(decide(log.change(OWNER, open)), ErrorCode.GROUP_UNCHANGED);
        assertRefused(decide(log.send(READER, 1)), ErrorCode.GROUP_FORBIDDEN);
    }

    @Test
    void channelIsReadFromTheStartUnlessItSaysOtherwise() {
        var settings = state.groupState().getSettings();

        assertThat(settings.getHistory()).isEqualTo(GroupHistory.GROUP_HISTORY_FROM_START);
        assertThat(settings.getMaySend()).isEqualTo(GroupAudience.GROUP_AUDIENCE_ADMINS);
        var later = GroupChange.newBuilder();
        later.getSettingsSetBuilder().setHistory(GroupHistory.GROUP_HISTORY_FROM_JOIN);
        assertThat(decide(log.change(OWNER, later)).appended()).isNotNull();
    }

    @Test
    void whatBecomesOfMembersIsForOwnerAndAdmins() {
        var removal = GroupChange.newBuilder();
        removal.getMemberRemovedBuilder().setUser(OTHER.value());

        var creation = Objects.requireNonNull(created.appended());
        var removed = Objects.requireNonNull(decide(log.change(ADMIN, removal)).appended());

        assertThat(creation.unsighted()).containsExactlyInAnyOrder(ADMIN.value(), READER.value(), OTHER.value());
        assertThat(removed.unsighted()).containsExactlyInAnyOrder(READER.value(), OTHER.value());
        assertThat(removed.recipients()).contains(OTHER.value());
        assertThat(Objects.requireNonNull(decide(log.send(OWNER, 1)).appended()).unsighted())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5})
    void olderRulesKnowNoChannels(int rules) {
        var fresh = new ConversationState(CHANNEL);
        LogEntry creation = inChannel(log.create(READER));
        var older = log.entry(creation.record().toBuilder().setRules(rules).build());
        fresh.restore(OutboxKey.of(creation.record().getChange().getId()), new OutboxState());

        Decision decision = Sequencer.decide(fresh, older);

        assertRefused(decision, ErrorCode.CONVERSATION_UNKNOWN);
        assertThat(decision.rows()).isEmpty();
    }

    @Test
    void onlyTheCreatorsOutboxMakesTheChannel() {
        var fresh = new ConversationState(CHANNEL);
        LogEntry creation = log.create(READER);
        var foreign = inChannel(log.change(READER, creation.record().getChange().getChange().toBuilder()));
        fresh.restore(OutboxKey.of(foreign.record().getChange().getId()), new OutboxState());

        assertRefused(Sequencer.decide(fresh, foreign), ErrorCode.CONVERSATION_UNKNOWN);
    }

    private static GroupChange.Builder role(UserId user, GroupRole role) {
        var change = GroupChange.newBuilder();
        change.getRoleSetBuilder().setUser(user.value()).setRole(role);
        return change;
    }

    private Decision change(UserId actor, MessageChange.Builder change, Target message) {
        return decide(log.entry(ChangeFixture.inGroup(ChangeFixture.of(actor, change, message))));
    }

    private Decision decide(LogEntry entry) {
        return ChangeFixture.decide(state, inChannel(entry));
    }

    private static void assertRefused(Decision decision, ErrorCode code) {
        assertThat(decision.verdict()).isEqualTo(new Verdict.Refused(code));
    }
}
