package io.warbler.message.sequencing;

import static io.warbler.message.sequencing.GroupFixture.GROUP;
import static io.warbler.message.sequencing.GroupFixture.OWNER;
import static io.warbler.message.sequencing.GroupFixture.hash;
import static io.warbler.message.sequencing.GroupFixture.user;
import static io.warbler.proto.client.v1.ErrorCode.CONVERSATION_UNKNOWN;
import static io.warbler.proto.client.v1.ErrorCode.GROUP_CLOSED;
import static io.warbler.proto.client.v1.ErrorCode.GROUP_DISSOLVED;
import static io.warbler.proto.client.v1.ErrorCode.GROUP_FORBIDDEN;
import static io.warbler.proto.client.v1.ErrorCode.GROUP_FULL;
import static io.warbler.proto.client.v1.ErrorCode.GROUP_UNCHANGED;
import static io.warbler.proto.client.v1.ErrorCode.INVITE_EXPIRED;
import static io.warbler.proto.client.v1.ErrorCode.INVITE_LIMIT_REACHED;
import static io.warbler.proto.client.v1.ErrorCode.INVITE_UNKNOWN;
import static io.warbler.proto.client.v1.ErrorCode.INVITE_USED_UP;
import static io.warbler.proto.client.v1.ErrorCode.JOIN_ANSWER_MISSING;
import static io.warbler.proto.client.v1.ErrorCode.JOIN_QUESTION_MISSING;
import static io.warbler.proto.client.v1.ErrorCode.JOIN_REQUEST_LIMIT_REACHED;
import static io.warbler.proto.client.v1.ErrorCode.JOIN_REQUEST_OPEN;
import static io.warbler.proto.client.v1.ErrorCode.JOIN_REQUEST_UNKNOWN;
import static io.warbler.proto.client.v1.ErrorCode.MEMBER_BANNED;
import static io.warbler.proto.client.v1.GroupJoinPolicy.GROUP_JOIN_POLICY_CLOSED;
import static io.warbler.proto.client.v1.GroupJoinPolicy.GROUP_JOIN_POLICY_OPEN;
import static io.warbler.proto.client.v1.GroupJoinPolicy.GROUP_JOIN_POLICY_QUESTION;
import static org.assertj.core.api.Assertions.assertThat;

import io.warbler.kernel.UserId;
import io.warbler.proto.client.v1.ErrorCode;
import io.warbler.proto.client.v1.GroupChange;
import io.warbler.proto.client.v1.GroupJoinPolicy;
import io.warbler.proto.client.v1.GroupRole;
import io.warbler.proto.client.v1.JoinRequestState;
import java.util.Objects;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class JoinSequencerTest {

    private static final UserId ADMIN = user(1);
    private static final UserId MEMBER = user(2);
    private static final UserId GUEST = user(8);
    private static final UserId OTHER_GUEST = user(9);
    private static final String TOKEN = "token";

    private final GroupFixture log = new GroupFixture();
    private final ConversationState state = new ConversationState(GROUP);

    @BeforeEach
    void group() {
        decide(log.create(ADMIN, MEMBER));
        decide(OWNER, it -> it.getRoleSetBuilder().setUser(ADMIN.value()).setRole(GroupRole.GROUP_ROLE_ADMIN));
    }

    @Test
    void holderOfAnInviteJoinsAnOpenGroup() {
        policy(GROUP_JOIN_POLICY_OPEN);
        long invite = invite(TOKEN);

        var joined = join(GUEST, TOKEN);

        assertThat(place(GUEST).role()).isEqualTo(GroupRole.GROUP_ROLE_MEMBER);
        var event = (Row.Event) Objects.requireNonNull(joined.appended()).event();
        assertThat(event.change().getMemberJoined().getInvite()).isEqualTo(invite);
        assertThat(event.change().getMemberJoined().getTokenHash().isEmpty()).isTrue();
        assertThat(event.memberCount()).isEqualTo(4);
        assertThat(joined.appended().recipients()).contains(GUEST.value(), MEMBER.value());
        assertThat(joined.appended().unsighted()).isEmpty();
        assertThat(uses()).isEqualTo(1);
    }

    @Test
    void aGroupThatSaidNothingAsksForApproval() {
        invite(TOKEN);

        join(GUEST, TOKEN);

        assertThat(place(GUEST).isMember()).isFalse();
        assertThat(place(GUEST).isAsking()).isTrue();
    }

    @Test
    void requestIsForOwnerAndAdminsAlone() {
        invite(TOKEN);

        var appended = Objects.requireNonNull(join(GUEST, TOKEN).appended());

        assertThat(appended.recipients()).containsExactlyInAnyOrder(OWNER.value(), ADMIN.value(), MEMBER.value());
        assertThat(appended.unsighted()).containsExactly(MEMBER.value());
    }

    @Test
    void withoutAKnownTokenNobodyLearnsAnything() {
        invite(TOKEN);
        decide(OWNER, it -> it.getMemberBannedBuilder().setUser(GUEST.value()));

        assertRefused(join(GUEST, "another"), INVITE_UNKNOWN);
        assertRefused(join(OTHER_GUEST, "another"), INVITE_UNKNOWN);
    }

    @Test
    void revokedInviteOpensNothing() {
        policy(GROUP_JOIN_POLICY_OPEN);
        long invite = invite(TOKEN);

        decide(ADMIN, it -> it.getInviteRevokedBuilder().setInvite(invite));

        assertRefused(join(GUEST, TOKEN), INVITE_UNKNOWN);
        assertRefused(decide(ADMIN, it -> it.getInviteRevokedBuilder().setInvite(invite)), INVITE_UNKNOWN);
    }

    @Test
    void inviteIsGoodBeforeTheTimeAtWhichItExpires() {
        policy(GROUP_JOIN_POLICY_OPEN);
        decide(
                OWNER,
                it -> it.getInviteCreatedBuilder().setTokenHash(hash(TOKEN)).setExpiresAtMs(5_000));

        log.clock(4_999);
        assertThat(join(GUEST, TOKEN).verdict()).isInstanceOf(Verdict.Accepted.class);
        assertRefused(join(OTHER_GUEST, TOKEN), INVITE_EXPIRED);
    }

    @Test
    void inviteIsGoodForSoManyUses() {
        policy(GROUP_JOIN_POLICY_OPEN);
        decide(
                OWNER,
                it -> it.getInviteCreatedBuilder().setTokenHash(hash(TOKEN)).setMaxUses(1));

        join(GUEST, TOKEN);

        assertRefused(join(OTHER_GUEST, TOKEN), INVITE_USED_UP);
    }

    @Test
    void repeatedJoinGetsItsVerdictAlsoAfterTheInviteIsRevoked() {
        policy(GROUP_JOIN_POLICY_OPEN);
        long invite = invite(TOKEN);
        LogEntry join = log.change(GUEST, joining(TOKEN, ""));
        var first = decide(join);
        decide(ADMIN, it -> it.getInviteRevokedBuilder().setInvite(invite));

        var again = decide(log.again(join));

        assertThat(again.verdict()).isEqualTo(first.verdict());
        assertThat(again.rows()).isEmpty();
    }

    @Test
    void bannedAreRefusedAndFormerMembersComeBack() {
        policy(GROUP_JOIN_POLICY_OPEN);
        invite(TOKEN);
        decide(OWNER, it -> it.getMemberBannedBuilder().setUser(GUEST.value()));
        decide(MEMBER, GroupChange.Builder::getMemberLeftBuilder);

        assertRefused(join(GUEST, TOKEN), MEMBER_BANNED);
        assertThat(join(MEMBER, TOKEN).verdict()).isInstanceOf(Verdict.Accepted.class);
        assertRefused(join(MEMBER, TOKEN), GROUP_UNCHANGED);
    }

    @Test
    void fullClosedAndDissolvedGroupsLetNobodyIn() {
        policy(GROUP_JOIN_POLICY_OPEN);
        invite(TOKEN);
        for (int guest = 3; guest < 7; guest++) {
            join(user(guest), TOKEN);
        }

        assertRefused(join(GUEST, TOKEN), GROUP_FULL);
        decide(OWNER, it -> it.getMemberRemovedBuilder().setUser(user(3).value()));
        policy(GROUP_JOIN_POLICY_CLOSED);
        assertRefused(join(GUEST, TOKEN), GROUP_CLOSED);
        decide(OWNER, GroupChange.Builder::getDissolvedBuilder);
        assertRefused(join(GUEST, TOKEN), GROUP_DISSOLVED);
    }

    @Test
    void questionWantsAnAnswerWhichTheRequestKeeps() {
        invite(TOKEN);
        assertRefused(policy(GROUP_JOIN_POLICY_QUESTION), JOIN_QUESTION_MISSING);
        decide(
                OWNER,
                it -> it.getSettingsSetBuilder()
                        .setJoinPolicy(GROUP_JOIN_POLICY_QUESTION)
                        .setJoinQuestion("Who sent you?"));

        assertRefused(join(GUEST, TOKEN), JOIN_ANSWER_MISSING);
        var asked = decide(log.change(GUEST, joining(TOKEN, "Bob")));

        var event = (Row.Event) Objects.requireNonNull(asked.appended()).event();
        assertThat(event.change().getJoinRequested().getAnswer()).isEqualTo("Bob");
        assertRefused(decide(OWNER, it -> it.getSettingsSetBuilder().setJoinQuestion("")), JOIN_QUESTION_MISSING);
    }

    @Test
    void questionCanBeTakenAway() {
        decide(OWNER, it -> it.getSettingsSetBuilder().setJoinQuestion("Who sent you?"));

        decide(OWNER, it -> it.getSettingsSetBuilder().setJoinQuestion(""));

        assertThat(Objects.requireNonNull(state.group()).settings().getJoinQuestion())
                .isEmpty();
    }

    @Test
    void approvedIsAMemberAndDeclinedMayAskAgain() {
        invite(TOKEN);
        join(GUEST, TOKEN);
        join(OTHER_GUEST, TOKEN);

        var approved = decide(ADMIN, it -> it.getJoinApprovedBuilder().setUser(GUEST.value()));
        decide(ADMIN, it -> it.getJoinDeclinedBuilder().setUser(OTHER_GUEST.value()));

        assertThat(place(GUEST).isMember()).isTrue();
        assertThat(Objects.requireNonNull(approved.appended()).recipients()).contains(GUEST.value());
        assertThat(lastPlace(OTHER_GUEST)).isEqualTo(JoinRequestState.JOIN_REQUEST_STATE_DECLINED);
        assertThat(join(OTHER_GUEST, TOKEN).verdict()).isInstanceOf(Verdict.Accepted.class);
    }

    @Test
    void repeatedRequestsAreOne() {
        invite(TOKEN);
        join(GUEST, TOKEN);

        assertRefused(join(GUEST, TOKEN), JOIN_REQUEST_OPEN);
        assertThat(uses()).isEqualTo(1);
    }

    @Test
    void withdrawnRequestCannotBeApproved() {
        invite(TOKEN);
        join(GUEST, TOKEN);

        decide(GUEST, GroupChange.Builder::getJoinWithdrawnBuilder);

        assertRefused(decide(ADMIN, it -> it.getJoinApprovedBuilder().setUser(GUEST.value())), JOIN_REQUEST_UNKNOWN);
        assertRefused(decide(ADMIN, it -> it.getJoinDeclinedBuilder().setUser(GUEST.value())), JOIN_REQUEST_UNKNOWN);
        assertRefused(decide(GUEST, GroupChange.Builder::getJoinWithdrawnBuilder), JOIN_REQUEST_UNKNOWN);
        join(GUEST, TOKEN);
        decide(OWNER, GroupChange.Builder::getDissolvedBuilder);
        assertRefused(decide(GUEST, GroupChange.Builder::getJoinWithdrawnBuilder), GROUP_DISSOLVED);
    }

    @Test
    void whoWasBannedMeanwhileOrFindsNoRoomIsNotApproved() {
        invite(TOKEN);
        join(GUEST, TOKEN);
        decide(OWNER, it -> it.getMemberBannedBuilder().setUser(GUEST.value()));
        assertRefused(decide(ADMIN, it -> it.getJoinApprovedBuilder().setUser(GUEST.value())), MEMBER_BANNED);

        decide(OWNER, it -> it.getMemberUnbannedBuilder().setUser(GUEST.value()));
        for (int member = 3; member < 7; member++) {
            String id = user(member).value();
            decide(OWNER, it -> it.getMembersAddedBuilder().addUsers(id));
        }
        assertRefused(decide(ADMIN, it -> it.getJoinApprovedBuilder().setUser(GUEST.value())), GROUP_FULL);
    }

    @Test
    void whoIsAddedDoesNotAskAnyMore() {
        invite(TOKEN);
        join(GUEST, TOKEN);

        decide(OWNER, it -> it.getMembersAddedBuilder().addUsers(GUEST.value()));
        decide(OWNER, it -> it.getMemberRemovedBuilder().setUser(GUEST.value()));

        assertRefused(decide(ADMIN, it -> it.getJoinApprovedBuilder().setUser(GUEST.value())), JOIN_REQUEST_UNKNOWN);
    }

    @Test
    void soManyRequestsWaitAndNoMore() {
        invite(TOKEN);
        for (int guest = 3; guest < 3 + GroupFixture.MAX_JOIN_REQUESTS; guest++) {
            join(user(guest), TOKEN);
        }

        assertRefused(join(GUEST, TOKEN), JOIN_REQUEST_LIMIT_REACHED);
        decide(ADMIN, it -> it.getJoinDeclinedBuilder().setUser(user(3).value()));
        assertThat(join(GUEST, TOKEN).verdict()).isInstanceOf(Verdict.Accepted.class);
    }

    @Test
    void soManyInvitesAreGoodAndExpiredOnesMakeRoom() {
        decide(
                OWNER,
                it -> it.getInviteCreatedBuilder().setTokenHash(hash("old")).setExpiresAtMs(5_000));
        invite("second");
        invite("third");

        assertRefused(
                decide(OWNER, it -> it.getInviteCreatedBuilder().setTokenHash(hash(TOKEN))), INVITE_LIMIT_REACHED);
        log.clock(5_000);
        invite(TOKEN);
        assertRefused(join(GUEST, "old"), INVITE_UNKNOWN);
    }

    @ParameterizedTest
    @EnumSource(
            value = GroupChange.WhatCase.class,
            names = {"JOIN_APPROVED", "JOIN_DECLINED", "INVITE_CREATED", "INVITE_REVOKED"})
    void membersAndStrangersManageNothing(GroupChange.WhatCase kind) {
        long invite = invite(TOKEN);
        join(GUEST, TOKEN);

        for (UserId actor : new UserId[] {MEMBER, OTHER_GUEST, GUEST}) {
            ErrorCode expected = actor.equals(MEMBER) ? GROUP_FORBIDDEN : CONVERSATION_UNKNOWN;
            assertRefused(decide(log.change(actor, managing(kind, invite))), expected);
        }
    }

    @Test
    void olderRulesKnowNoJoining() {
        LogEntry creation = log.change(
                OWNER,
                GroupChange.newBuilder()
                        .setInviteCreated(
                                managing(GroupChange.WhatCase.INVITE_CREATED, 0).getInviteCreated()));

        var older = log.entry(creation.record().toBuilder().setRules(3).build());

        assertThat(decide(older).rows()).isEmpty();
    }

    private static GroupChange.Builder managing(GroupChange.WhatCase kind, long invite) {
        var change = GroupChange.newBuilder();
        switch (kind) {
            case JOIN_APPROVED -> change.getJoinApprovedBuilder().setUser(GUEST.value());
            case JOIN_DECLINED -> change.getJoinDeclinedBuilder().setUser(GUEST.value());
            case INVITE_CREATED -> change.getInviteCreatedBuilder().setTokenHash(hash("more"));
            default -> change.getInviteRevokedBuilder().setInvite(invite);
        }
        return change;
    }

    private static GroupChange.Builder joining(String token, String answer) {
        var change = GroupChange.newBuilder();
        change.getMemberJoinedBuilder().setTokenHash(hash(token)).setAnswer(answer);
        return change;
    }

    private Decision join(UserId guest, String token) {
        return decide(log.change(guest, joining(token, "")));
    }

    private long invite(String token) {
        var made = decide(OWNER, it -> it.getInviteCreatedBuilder().setTokenHash(hash(token)));
        return Objects.requireNonNull(made.appended()).event().seq();
    }

    private Decision policy(GroupJoinPolicy policy) {
        return decide(OWNER, it -> it.getSettingsSetBuilder().setJoinPolicy(policy));
    }

    private int uses() {
        return state.groupState().getInvites(0).getInvite().getUses();
    }

    private MemberState place(UserId user) {
        return state.member(user.value());
    }

    /// As the last row says it: what does not wait any more is told to the user, and no decision needs it.
    private JoinRequestState lastPlace(UserId user) {
        assertThat(place(user)).isEqualTo(MemberState.NONE);
        return lastAsked;
    }

    private JoinRequestState lastAsked = JoinRequestState.JOIN_REQUEST_STATE_UNSPECIFIED;

    private Decision decide(UserId actor, Consumer<GroupChange.Builder> what) {
        var change = GroupChange.newBuilder();
        what.accept(change);
        return decide(log.change(actor, change));
    }

    private Decision decide(LogEntry entry) {
        var id = entry.record().getChange().getId();
        if (!state.knows(OutboxKey.of(id))) {
            state.restore(OutboxKey.of(id), new OutboxState());
        }
        Decision decision = Sequencer.decide(state, entry);
        for (Row row : decision.rows()) {
            if (row instanceof Row.GroupMember member) {
                lastAsked = member.state().asked().state();
            }
        }
        return decision;
    }

    private static void assertRefused(Decision decision, ErrorCode code) {
        assertThat(decision.verdict()).isEqualTo(new Verdict.Refused(code));
    }
}
