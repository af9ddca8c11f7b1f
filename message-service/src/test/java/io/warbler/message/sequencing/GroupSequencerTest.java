package io.warbler.message.sequencing;

import static io.warbler.message.sequencing.GroupFixture.GROUP;
import static io.warbler.message.sequencing.GroupFixture.OWNER;
import static io.warbler.message.sequencing.GroupFixture.user;
import static io.warbler.proto.client.v1.ErrorCode.CLIENT_MESSAGE_ID_REUSED;
import static io.warbler.proto.client.v1.ErrorCode.CONVERSATION_UNKNOWN;
import static io.warbler.proto.client.v1.ErrorCode.GROUP_DISSOLVED;
import static io.warbler.proto.client.v1.ErrorCode.GROUP_EXISTS;
import static io.warbler.proto.client.v1.ErrorCode.GROUP_FORBIDDEN;
import static io.warbler.proto.client.v1.ErrorCode.GROUP_FULL;
import static io.warbler.proto.client.v1.ErrorCode.GROUP_OWNER_BOUND;
import static io.warbler.proto.client.v1.ErrorCode.GROUP_UNCHANGED;
import static io.warbler.proto.client.v1.ErrorCode.MEMBER_BANNED;
import static io.warbler.proto.client.v1.ErrorCode.MEMBER_MUTED;
import static io.warbler.proto.client.v1.ErrorCode.MEMBER_UNKNOWN;
import static io.warbler.proto.client.v1.ErrorCode.SEND_POISON;
import static io.warbler.proto.client.v1.ErrorCode.SLOW_MODE;
import static org.assertj.core.api.Assertions.assertThat;

import io.warbler.kernel.UserId;
import io.warbler.proto.client.v1.ErrorCode;
import io.warbler.proto.client.v1.GroupAudience;
import io.warbler.proto.client.v1.GroupChange;
import io.warbler.proto.client.v1.GroupRole;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("I12")
class GroupSequencerTest {

    private static final UserId ADMIN = user(1);
    private static final UserId OTHER_ADMIN = user(2);
    private static final UserId MEMBER = user(3);
    private static final UserId OTHER = user(4);
    private static final UserId STRANGER = user(9);

    private final GroupFixture log = new GroupFixture();
    private final ConversationState state = new ConversationState(GROUP);

    @Test
    void creationIsSeq1AndMakesTheMembers() {
        var created = decide(log.create(ADMIN, MEMBER));

        assertThat(created.verdict()).isInstanceOfSatisfying(Verdict.Accepted.class, it -> {
            assertThat(it.seq()).isEqualTo(1);
            assertThat(it.ordinal()).isZero();
        });
        assertThat(state.member(OWNER.value()).role()).isEqualTo(GroupRole.GROUP_ROLE_OWNER);
        assertThat(state.member(MEMBER.value()).role()).isEqualTo(GroupRole.GROUP_ROLE_MEMBER);
        assertThat(Objects.requireNonNull(created.appended()).recipients())
                .containsExactlyInAnyOrder(OWNER.value(), ADMIN.value(), MEMBER.value());
    }

    @Test
    void repeatedCreationGetsItsVerdictAndAnotherOneIsRefused() {
        LogEntry creation = log.create(MEMBER);
        var first = decide(creation);

        assertThat(decide(log.again(creation)).verdict()).isEqualTo(first.verdict());
        assertThat(decide(log.create(OTHER)).verdict()).isEqualTo(new Verdict.Refused(CLIENT_MESSAGE_ID_REUSED));
        var forged = log.change(OWNER, GroupChange.newBuilder().setCreated(creation(creation)));
        assertThat(decide(forged).verdict()).isEqualTo(new Verdict.Refused(GROUP_EXISTS));
    }

    @Test
    void onlyTheCreatorsOutboxMakesTheGroup() {
        LogEntry creation = log.create(MEMBER);
        var foreign = log.change(MEMBER, GroupChange.newBuilder().setCreated(creation(creation)));

        var decision = decide(foreign);

        assertThat(decision.verdict()).isEqualTo(new Verdict.Refused(CONVERSATION_UNKNOWN));
        assertThat(decision.rows()).isEmpty();
    }

    @Test
    void olderRulesKnowNoGroups() {
        LogEntry creation = log.create(MEMBER);

        var older = log.entry(creation.record().toBuilder().setRules(1).build());

        assertThat(decide(older).rows()).isEmpty();
    }

    @Test
    void eventsTakeSeqsAndMessagesOrdinals() {
        decide(log.create(MEMBER));
        decide(log.send(MEMBER, 1));
        decide(log.change(OWNER, title("Foes")));

        assertThat(decide(log.send(OWNER, 1)).verdict()).isInstanceOfSatisfying(Verdict.Accepted.class, it -> {
            assertThat(it.seq()).isEqualTo(4);
            assertThat(it.ordinal()).isEqualTo(2);
        });
    }

    @Test
    void removedMemberIsToldOfTheRemovalAndNothingAfterIt() {
        decide(log.create(MEMBER, OTHER));
        var removed = decide(log.change(OWNER, removed(MEMBER)));

        assertThat(Objects.requireNonNull(removed.appended()).recipients()).contains(MEMBER.value());
        assertThat(decide(log.send(MEMBER, 1)).verdict()).isEqualTo(new Verdict.Refused(CONVERSATION_UNKNOWN));
        var after = decide(log.send(OTHER, 1));
        assertThat(Objects.requireNonNull(after.appended()).recipients())
                .containsExactlyInAnyOrder(OWNER.value(), OTHER.value());
    }

    @Test
    void acceptedSendKeepsItsVerdictAfterTheRemoval() {
        decide(log.create(MEMBER));
        LogEntry send = log.send(MEMBER, 1);
        var sent = decide(send);
        decide(log.change(OWNER, removed(MEMBER)));

        assertThat(decide(log.again(send)).verdict()).isEqualTo(sent.verdict());
    }

    @Test
    void rejoinedMemberStartsAtTheNewJoin() {
        decide(log.create(MEMBER));
        decide(log.change(OWNER, removed(MEMBER)));
        decide(log.change(OWNER, added(MEMBER)));

        assertThat(state.member(MEMBER.value()).joined().seq()).isEqualTo(3);
        assertThat(state.member(MEMBER.value()).isMember()).isTrue();
    }

    @Test
    void groupTakesNoMoreThanTheRecordsLimit() {
        decide(log.create(user(1), user(2), user(3), user(4), user(5)));

        assertRefused(log.change(OWNER, added(user(6), user(7))), GROUP_FULL);
        assertAccepted(log.change(OWNER, added(user(6))));
        assertRefused(log.change(OWNER, added(user(7))), GROUP_FULL);
    }

    @Test
    void bannedUserIsOutUntilTheBanEnds() {
        decide(log.create(MEMBER));
        assertAccepted(log.change(OWNER, banned(MEMBER)));

        assertRefused(log.change(OWNER, banned(MEMBER)), GROUP_UNCHANGED);
        assertRefused(log.change(OWNER, added(MEMBER)), MEMBER_BANNED);
        var unban = GroupChange.newBuilder();
        unban.getMemberUnbannedBuilder().setUser(MEMBER.value());
        assertAccepted(log.change(OWNER, unban));
        assertAccepted(log.change(OWNER, added(MEMBER)));
    }

    @Test
    void muteCountsByTheLogsTimeAndOutlivesTheMembership() {
        decide(log.create(MEMBER));
        assertAccepted(log.change(OWNER, muted(MEMBER, 60_000)));
        decide(log.change(OWNER, removed(MEMBER)));
        decide(log.change(OWNER, added(MEMBER)));

        assertRefused(log.send(MEMBER, 1), MEMBER_MUTED);
        log.clock(60_000);
        assertAccepted(log.send(MEMBER, 2));
    }

    @Test
    void slowModeHoldsMembersBackButNotAdmins() {
        decide(log.create(MEMBER));
        var slow = GroupChange.newBuilder();
        slow.getSettingsSetBuilder().setSlowModeSeconds(10);
        decide(log.change(OWNER, slow));

        log.clock(100_000);
        assertAccepted(log.send(MEMBER, 1));
        assertRefused(log.send(MEMBER, 2), SLOW_MODE);
        assertAccepted(log.send(OWNER, 1));
        assertAccepted(log.send(OWNER, 2));
        log.clock(110_000);
        assertAccepted(log.send(MEMBER, 3));
    }

    @Test
    void dissolvedGroupTakesNothing() {
        decide(log.create(MEMBER));
        var dissolve = GroupChange.newBuilder();
        dissolve.getDissolvedBuilder();
        assertAccepted(log.change(OWNER, dissolve));

        assertRefused(log.send(OWNER, 1), GROUP_DISSOLVED);
        assertRefused(log.change(OWNER, title("again")), GROUP_DISSOLVED);
    }

    @Test
    void transferMakesTheOwnerAnAdmin() {
        decide(log.create(MEMBER));
        var transfer = GroupChange.newBuilder();
        transfer.getOwnershipTransferredBuilder().setUser(MEMBER.value());
        assertAccepted(log.change(OWNER, transfer));

        assertThat(state.member(MEMBER.value()).role()).isEqualTo(GroupRole.GROUP_ROLE_OWNER);
        assertThat(state.member(OWNER.value()).role()).isEqualTo(GroupRole.GROUP_ROLE_ADMIN);
        assertAccepted(log.change(OWNER, left()));
        assertRefused(log.change(MEMBER, left()), GROUP_OWNER_BOUND);
    }

    @Test
    void skippedChangeIsRefusedForEver() {
        decide(log.create(MEMBER));
        LogEntry change = log.change(OWNER, title("Foes"));
        know(change);

        assertThat(Sequencer.skip(state, change).verdict()).isEqualTo(new Verdict.Refused(SEND_POISON));
        assertRefused(log.again(change), SEND_POISON);
    }

    @Test
    void settingsOpenAndCloseWhatMembersMayDo() {
        decide(log.create(MEMBER));
        var settings = GroupChange.newBuilder();
        settings.getSettingsSetBuilder()
                .setMaySend(GroupAudience.GROUP_AUDIENCE_ADMINS)
                .setMayInvite(GroupAudience.GROUP_AUDIENCE_EVERYONE);
        decide(log.change(OWNER, settings));

        assertRefused(log.send(MEMBER, 1), GROUP_FORBIDDEN);
        assertAccepted(log.change(MEMBER, added(OTHER)));
        assertRefused(log.change(MEMBER, title("mine")), GROUP_FORBIDDEN);
    }

    /// Every change by every role, on a target of a lower, an equal or a higher one.
    static Stream<Arguments> changesByRoles() {
        return Stream.of(
                by("add", added(user(5)), null, null, GROUP_FORBIDDEN),
                by("remove member", removed(OTHER), null, null, GROUP_FORBIDDEN),
                by("remove admin", removed(OTHER_ADMIN), null, GROUP_FORBIDDEN, GROUP_FORBIDDEN),
                by("remove owner", removed(OWNER), GROUP_FORBIDDEN, GROUP_FORBIDDEN, GROUP_FORBIDDEN),
                by("remove stranger", removed(STRANGER), MEMBER_UNKNOWN, MEMBER_UNKNOWN, GROUP_FORBIDDEN),
                by("ban member", banned(OTHER), null, null, GROUP_FORBIDDEN),
                by("ban admin", banned(OTHER_ADMIN), null, GROUP_FORBIDDEN, GROUP_FORBIDDEN),
                by("ban stranger", banned(STRANGER), null, null, GROUP_FORBIDDEN),
                by("mute member", muted(OTHER, 5), null, null, GROUP_FORBIDDEN),
                by("mute admin", muted(OTHER_ADMIN, 5), null, GROUP_FORBIDDEN, GROUP_FORBIDDEN),
                by("promote", role(OTHER, GroupRole.GROUP_ROLE_ADMIN), null, GROUP_FORBIDDEN, GROUP_FORBIDDEN),
                by(
                        "make owner",
                        role(OTHER, GroupRole.GROUP_ROLE_OWNER),
                        GROUP_FORBIDDEN,
                        GROUP_FORBIDDEN,
                        GROUP_FORBIDDEN),
                by(
                        "same role",
                        role(OTHER, GroupRole.GROUP_ROLE_MEMBER),
                        GROUP_UNCHANGED,
                        GROUP_FORBIDDEN,
                        GROUP_FORBIDDEN),
                by("transfer", transferred(OTHER), null, GROUP_FORBIDDEN, GROUP_FORBIDDEN),
                by("transfer to stranger", transferred(STRANGER), MEMBER_UNKNOWN, GROUP_FORBIDDEN, GROUP_FORBIDDEN),
                by("title", title("New"), null, null, GROUP_FORBIDDEN),
                by("same title", title("Friends"), GROUP_UNCHANGED, GROUP_UNCHANGED, GROUP_FORBIDDEN),
                by("slow mode", slow(), null, null, GROUP_FORBIDDEN),
                by("leave", left(), GROUP_OWNER_BOUND, null, null),
                by("dissolve", dissolved(), null, GROUP_FORBIDDEN, GROUP_FORBIDDEN));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("changesByRoles")
    void changeIsDecidedByTheRole(String name, GroupChange change, ErrorCode[] byRole) {
        UserId[] actors = {OWNER, ADMIN, MEMBER};
        for (int i = 0; i < actors.length; i++) {
            var fixture = new GroupSequencerTest();
            fixture.groupOfAllRoles();
            LogEntry entry = fixture.log.change(actors[i], change.toBuilder());
            if (byRole[i] == ErrorCode.ERROR_CODE_UNSPECIFIED) {
                fixture.assertAccepted(entry);
            } else {
                fixture.assertRefused(entry, byRole[i]);
            }
        }
        var fixture = new GroupSequencerTest();
        fixture.groupOfAllRoles();
        fixture.assertRefused(fixture.log.change(STRANGER, change.toBuilder()), CONVERSATION_UNKNOWN);
    }

    private void groupOfAllRoles() {
        decide(log.create(ADMIN, OTHER_ADMIN, MEMBER, OTHER));
        decide(log.change(OWNER, role(ADMIN, GroupRole.GROUP_ROLE_ADMIN)));
        decide(log.change(OWNER, role(OTHER_ADMIN, GroupRole.GROUP_ROLE_ADMIN)));
    }

    private void assertAccepted(LogEntry entry) {
        assertThat(decide(entry).verdict()).isInstanceOf(Verdict.Accepted.class);
    }

    private void assertRefused(LogEntry entry, ErrorCode code) {
        assertThat(decide(entry).verdict()).isEqualTo(new Verdict.Refused(code));
    }

    private Decision decide(LogEntry entry) {
        know(entry);
        return Sequencer.decide(state, entry);
    }

    private void know(LogEntry entry) {
        var id = entry.record().hasSend()
                ? entry.record().getSend().getId()
                : entry.record().getChange().getId();
        var key = OutboxKey.of(id);
        if (!state.knows(key)) {
            state.restore(key, new OutboxState());
        }
    }

    private static Arguments by(
            String name,
            GroupChange.Builder change,
            @org.jspecify.annotations.Nullable ErrorCode owner,
            @org.jspecify.annotations.Nullable ErrorCode admin,
            @org.jspecify.annotations.Nullable ErrorCode member) {
        ErrorCode[] codes = Stream.of(owner, admin, member)
                .map(code -> Objects.requireNonNullElse(code, ErrorCode.ERROR_CODE_UNSPECIFIED))
                .toArray(ErrorCode[]::new);
        return Arguments.of(name, change.build(), codes);
    }

    private static io.warbler.proto.client.v1.GroupCreated creation(LogEntry entry) {
        return entry.record().getChange().getChange().getCreated();
    }

    private static GroupChange.Builder added(UserId... users) {
        var change = GroupChange.newBuilder();
        Stream.of(users).forEach(user -> change.getMembersAddedBuilder().addUsers(user.value()));
        return change;
    }

    private static GroupChange.Builder removed(UserId user) {
        var change = GroupChange.newBuilder();
        change.getMemberRemovedBuilder().setUser(user.value());
        return change;
    }

    private static GroupChange.Builder banned(UserId user) {
        var change = GroupChange.newBuilder();
        change.getMemberBannedBuilder().setUser(user.value());
        return change;
    }

    private static GroupChange.Builder muted(UserId user, long untilMs) {
        var change = GroupChange.newBuilder();
        change.getMemberMutedBuilder().setUser(user.value()).setUntilMs(untilMs);
        return change;
    }

    private static GroupChange.Builder role(UserId user, GroupRole role) {
        var change = GroupChange.newBuilder();
        change.getRoleSetBuilder().setUser(user.value()).setRole(role);
        return change;
    }

    private static GroupChange.Builder transferred(UserId user) {
        var change = GroupChange.newBuilder();
        change.getOwnershipTransferredBuilder().setUser(user.value());
        return change;
    }

    private static GroupChange.Builder title(String title) {
        var change = GroupChange.newBuilder();
        change.getInfoSetBuilder().setTitle(title);
        return change;
    }

    private static GroupChange.Builder slow() {
        var change = GroupChange.newBuilder();
        change.getSettingsSetBuilder().setSlowModeSeconds(10);
        return change;
    }

    private static GroupChange.Builder left() {
        var change = GroupChange.newBuilder();
        change.getMemberLeftBuilder();
        return change;
    }

    private static GroupChange.Builder dissolved() {
        var change = GroupChange.newBuilder();
        change.getDissolvedBuilder();
        return change;
    }
}
