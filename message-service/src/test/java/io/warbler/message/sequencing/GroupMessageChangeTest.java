package io.warbler.message.sequencing;

import static io.warbler.message.sequencing.ChangeFixture.added;
import static io.warbler.message.sequencing.ChangeFixture.deleted;
import static io.warbler.message.sequencing.ChangeFixture.edited;
import static io.warbler.message.sequencing.ChangeFixture.inGroup;
import static io.warbler.message.sequencing.ChangeFixture.pinned;
import static io.warbler.message.sequencing.ChangeFixture.pollClosed;
import static io.warbler.message.sequencing.ChangeFixture.target;
import static io.warbler.message.sequencing.ChangeFixture.voted;
import static io.warbler.message.sequencing.GroupFixture.GROUP;
import static io.warbler.message.sequencing.GroupFixture.OWNER;
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
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Who may change which message of a group.
@Tag("I4")
class GroupMessageChangeTest {

    private static final UserId ADMIN = user(1);
    private static final UserId AUTHOR = user(2);
    private static final UserId MEMBER = user(3);
    private static final UserId FORMER = user(4);
    private static final UserId STRANGER = user(9);
    private static final UserId LATER = user(5);

    private final GroupFixture log = new GroupFixture();
    private final ConversationState state = new ConversationState(GROUP);
    private Target message;

    @BeforeEach
    void authorWrote() {
        decide(log.create(ADMIN, AUTHOR, MEMBER, FORMER));
        var role = GroupChange.newBuilder();
        role.getRoleSetBuilder().setUser(ADMIN.value()).setRole(GroupRole.GROUP_ROLE_ADMIN);
        decide(log.change(OWNER, role));
        message = target(decide(log.send(AUTHOR, 1)));
        var removed = GroupChange.newBuilder();
        removed.getMemberRemovedBuilder().setUser(FORMER.value());
        decide(log.change(OWNER, removed));
    }

    static Stream<Arguments> standings() {
        Supplier<MessageChange.Builder> edit = ChangeFixture::edited;
        Supplier<MessageChange.Builder> delete = ChangeFixture::deleted;
        Supplier<MessageChange.Builder> react = () -> added("👍");
        Supplier<MessageChange.Builder> pin = ChangeFixture::pinned;
        return Stream.of(
                row("author edits", AUTHOR, edit, null),
                row("author deletes", AUTHOR, delete, null),
                row("author reacts", AUTHOR, react, null),
                row("author pins", AUTHOR, pin, ErrorCode.GROUP_FORBIDDEN),
                row("member edits", MEMBER, edit, ErrorCode.MESSAGE_NOT_OWN),
                row("member deletes", MEMBER, delete, ErrorCode.MESSAGE_NOT_OWN),
                row("member reacts", MEMBER, react, null),
                row("member pins", MEMBER, pin, ErrorCode.GROUP_FORBIDDEN),
                row("admin edits", ADMIN, edit, ErrorCode.MESSAGE_NOT_OWN),
                row("admin deletes", ADMIN, delete, null),
                row("admin reacts", ADMIN, react, null),
                row("admin pins", ADMIN, pin, null),
                row("owner edits", OWNER, edit, ErrorCode.MESSAGE_NOT_OWN),
                row("owner deletes", OWNER, delete, null),
                row("owner reacts", OWNER, react, null),
                row("owner pins", OWNER, pin, null),
                row("former edits", FORMER, edit, ErrorCode.CONVERSATION_UNKNOWN),
                row("former deletes", FORMER, delete, ErrorCode.CONVERSATION_UNKNOWN),
                row("former reacts", FORMER, react, ErrorCode.CONVERSATION_UNKNOWN),
                row("former pins", FORMER, pin, ErrorCode.CONVERSATION_UNKNOWN),
                row("stranger reacts", STRANGER, react, ErrorCode.CONVERSATION_UNKNOWN));
    }

    private static Arguments row(
            String name, UserId actor, Supplier<MessageChange.Builder> change, @Nullable ErrorCode refusal) {
        return Arguments.of(name, actor, change, refusal);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("standings")
    void standingDecides(
            String name, UserId actor, Supplier<MessageChange.Builder> change, @Nullable ErrorCode refusal) {
        var decision = change(actor, change.get());

        if (refusal == null) {
            assertThat(decision.appended()).as(name).isNotNull();
        } else {
            assertRefused(decision, refusal);
        }
    }

    @Test
    void adminsDeleteAtAnyTimeAndSendersInTheirWindow() {
        log.clock(message.getSentAtMs() + 1_000_000);

        assertRefused(change(AUTHOR, deleted()), ErrorCode.MESSAGE_CHANGE_TOO_LATE);
        assertThat(change(ADMIN, deleted()).appended()).isNotNull();
    }

    @Test
    void mutedMemberOnlyTakesBackWhatTheySaid() {
        var muted = GroupChange.newBuilder();
        muted.getMemberMutedBuilder().setUser(AUTHOR.value()).setUntilMs(Long.MAX_VALUE);
        decide(log.change(OWNER, muted));

        assertRefused(change(AUTHOR, edited()), ErrorCode.MEMBER_MUTED);
        assertRefused(change(AUTHOR, added("👍")), ErrorCode.MEMBER_MUTED);
        assertThat(change(AUTHOR, deleted()).appended()).isNotNull();
    }

    @Test
    void membersVoteWhereOnlyAdminsSendAndAdminsClose() {
        message = message.toBuilder()
                .setPoll(PollTerms.newBuilder().setOptionCount(2))
                .build();
        var quiet = GroupChange.newBuilder();
        quiet.getSettingsSetBuilder().setMaySend(GroupAudience.GROUP_AUDIENCE_ADMINS);
        decide(log.change(OWNER, quiet));
        var muted = GroupChange.newBuilder();
        muted.getMemberMutedBuilder().setUser(AUTHOR.value()).setUntilMs(Long.MAX_VALUE);
        decide(log.change(OWNER, muted));

        assertThat(change(MEMBER, voted(1)).appended()).isNotNull();
        assertRefused(change(AUTHOR, voted(1)), ErrorCode.MEMBER_MUTED);
        assertRefused(change(FORMER, voted(1)), ErrorCode.CONVERSATION_UNKNOWN);
        assertRefused(change(MEMBER, pollClosed()), ErrorCode.MESSAGE_NOT_OWN);
        assertThat(change(ADMIN, pollClosed()).appended()).isNotNull();
    }

    @Test
    void settingOpensPinsToEveryone() {
        var open = GroupChange.newBuilder();
        open.getSettingsSetBuilder().setMayPin(GroupAudience.GROUP_AUDIENCE_EVERYONE);
        decide(log.change(OWNER, open));

        assertThat(change(MEMBER, pinned()).appended()).isNotNull();
    }

    @Test
    void whereOnlyAdminsSendOnlyTheyReact() {
        var closed = GroupChange.newBuilder();
        closed.getSettingsSetBuilder().setMaySend(GroupAudience.GROUP_AUDIENCE_ADMINS);
        decide(log.change(OWNER, closed));

        assertRefused(change(MEMBER, added("👍")), ErrorCode.GROUP_FORBIDDEN);
        assertRefused(change(AUTHOR, edited()), ErrorCode.GROUP_FORBIDDEN);
        assertThat(change(ADMIN, added("👍")).appended()).isNotNull();
    }

    @Test
    void nothingChangesInADissolvedGroup() {
        var dissolved = GroupChange.newBuilder();
        dissolved.getDissolvedBuilder();
        decide(log.change(OWNER, dissolved));

        assertRefused(change(ADMIN, deleted()), ErrorCode.GROUP_DISSOLVED);
    }

    @Test
    void whoCameLaterNeitherChangesNorIsToldWhatHappensToTheMessage() {
        add(LATER);

        assertRefused(change(LATER, added("👍")), ErrorCode.MESSAGE_UNKNOWN);
        var told = Objects.requireNonNull(change(MEMBER, added("👍")).appended());
        assertThat(told.recipients()).contains(LATER.value());
        assertThat(told.unsighted()).containsExactly(LATER.value());
    }

    @Test
    void whereHistoryIsOpenEveryMemberSeesTheMessage() {
        var open = GroupChange.newBuilder();
        open.getSettingsSetBuilder().setHistory(GroupHistory.GROUP_HISTORY_FROM_START);
        decide(log.change(OWNER, open));
        add(LATER);

        var reaction = change(LATER, added("👍"));

        assertThat(Objects.requireNonNull(reaction.appended()).unsighted()).isEmpty();
    }

    @Test
    void editMentionsAllOnlyWhereASendMay() {
        var edit = ChangeFixture.of(AUTHOR, edited(), message).setMentionsAll(true);
        assertRefused(decide(log.entry(inGroup(edit))), ErrorCode.GROUP_FORBIDDEN);

        var open = GroupChange.newBuilder();
        open.getSettingsSetBuilder().setMayMentionAll(GroupAudience.GROUP_AUDIENCE_EVERYONE);
        decide(log.change(OWNER, open));

        var allowed = ChangeFixture.of(AUTHOR, edited(), message).setMentionsAll(true);
        assertThat(decide(log.entry(inGroup(allowed))).appended()).isNotNull();
    }

    @Test
    void wordsOfOthersAreNotEdited() {
        Target forwarded = message.toBuilder().setForwarded(true).build();

        assertRefused(
                decide(log.entry(inGroup(ChangeFixture.of(AUTHOR, edited(), forwarded)))),
                ErrorCode.MESSAGE_NOT_EDITABLE);
    }

    private void add(UserId user) {
        var addition = GroupChange.newBuilder();
        addition.getMembersAddedBuilder().addUsers(user.value());
        decide(log.change(OWNER, addition));
    }

    private Decision change(UserId actor, MessageChange.Builder change) {
        return decide(log.entry(inGroup(ChangeFixture.of(actor, change, message))));
    }

    private Decision decide(LogEntry entry) {
        return ChangeFixture.decide(state, entry);
    }

    private static void assertRefused(Decision decision, ErrorCode code) {
        assertThat(decision.verdict()).isEqualTo(new Verdict.Refused(code));
    }
}
