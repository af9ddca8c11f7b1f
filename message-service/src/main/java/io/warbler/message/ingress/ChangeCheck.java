package io.warbler.message.ingress;

import io.warbler.kernel.UserId;
import io.warbler.proto.Limits;
import io.warbler.proto.client.v1.Error;
import io.warbler.proto.client.v1.GroupAudience;
import io.warbler.proto.client.v1.GroupChange;
import io.warbler.proto.client.v1.GroupCreated;
import io.warbler.proto.client.v1.GroupHistory;
import io.warbler.proto.client.v1.GroupJoinPolicy;
import io.warbler.proto.client.v1.GroupRole;
import io.warbler.proto.client.v1.GroupSettings;
import io.warbler.proto.client.v1.InfoSet;
import io.warbler.proto.client.v1.SettingsSet;
import java.util.List;
import java.util.Optional;

/// The form of a change of a group.
final class ChangeCheck {

    private static final String USER = "u and 32 hexadecimal digits";

    private ChangeCheck() {}

    /// What is wrong; empty when nothing is.
    static Optional<Error> wrong(GroupChange change) {
        return switch (change.getWhatCase()) {
            case CREATED -> wrong(change.getCreated());
            case MEMBERS_ADDED -> {
                List<String> users = change.getMembersAdded().getUsersList();
                yield users.isEmpty() ? failed("users", "1 or more") : wrongUsers("users", users);
            }
            case MEMBER_REMOVED -> wrongUser(change.getMemberRemoved().getUser());
            case MEMBER_BANNED -> wrongUser(change.getMemberBanned().getUser());
            case MEMBER_UNBANNED -> wrongUser(change.getMemberUnbanned().getUser());
            case OWNERSHIP_TRANSFERRED ->
                wrongUser(change.getOwnershipTransferred().getUser());
            case ROLE_SET ->
                wrongUser(change.getRoleSet().getUser())
                        .or(() -> wrongRole(change.getRoleSet().getRole()));
            case MEMBER_MUTED ->
                wrongUser(change.getMemberMuted().getUser())
                        .or(() -> change.getMemberMuted().getUntilMs() < 0
                                ? failed("untilMs", "0 or more, below 2^63")
                                : Optional.empty());
            case INFO_SET -> wrong(change.getInfoSet());
            case SETTINGS_SET -> wrong(change.getSettingsSet());
            case MEMBER_LEFT, DISSOLVED, JOIN_WITHDRAWN -> Optional.empty();
            case MEMBER_JOINED, INVITE_CREATED, INVITE_REVOKED -> JoinCheck.wrong(change);
            case JOIN_APPROVED -> wrongUser(change.getJoinApproved().getUser());
            case JOIN_DECLINED -> wrongUser(change.getJoinDeclined().getUser());
            case JOIN_REQUESTED -> failed("change", "memberJoined");
            case ANNOUNCEMENT_SET ->
                wrongText("text", change.getAnnouncementSet().getText(), 0, Limits.MAX_ANNOUNCEMENT_LENGTH);
            case WHAT_NOT_SET -> failed("change", "one of the kinds of changes");
        };
    }

    private static Optional<Error> wrong(GroupCreated created) {
        var info = created.getInfo();
        return wrongText("title", info.getTitle(), 1, Limits.MAX_GROUP_TITLE_LENGTH)
                .or(() -> wrongText("description", info.getDescription(), 0, Limits.MAX_GROUP_DESCRIPTION_LENGTH))
                .or(() -> wrongText("avatar", info.getAvatar(), 0, Limits.MAX_AVATAR_LENGTH))
                .or(() -> wrong(created.getSettings()))
                .or(() -> wrongUsers("members", created.getMembersList()));
    }

    private static Optional<Error> wrong(InfoSet set) {
        if (!set.hasTitle() && !set.hasDescription() && !set.hasAvatar()) {
            return failed("info", "at least one field");
        }
        Optional<Error> title = set.hasTitle()
                ? wrongText("title", set.getTitle(), 1, Limits.MAX_GROUP_TITLE_LENGTH)
                : Optional.empty();
        return title.or(() -> wrongText("description", set.getDescription(), 0, Limits.MAX_GROUP_DESCRIPTION_LENGTH))
                .or(() -> wrongText("avatar", set.getAvatar(), 0, Limits.MAX_AVATAR_LENGTH));
    }

    private static Optional<Error> wrong(SettingsSet set) {
        if (set.equals(SettingsSet.getDefaultInstance())) {
            return failed("settings", "at least one field");
        }
        var settings = GroupSettings.newBuilder()
                .setMaySendValue(set.getMaySendValue())
                .setMayInviteValue(set.getMayInviteValue())
                .setMayEditInfoValue(set.getMayEditInfoValue())
                .setMayPinValue(set.getMayPinValue())
                .setMayMentionAllValue(set.getMayMentionAllValue())
                .setHistoryValue(set.getHistoryValue())
                .setSlowModeSeconds(set.getSlowModeSeconds())
                .setJoinPolicyValue(set.getJoinPolicyValue())
                .setJoinQuestion(set.getJoinQuestion());
        return wrong(settings.build());
    }

    private static Optional<Error> wrong(GroupSettings settings) {
        boolean knownAudiences = settings.getMaySend() != GroupAudience.UNRECOGNIZED
                && settings.getMayInvite() != GroupAudience.UNRECOGNIZED
                && settings.getMayEditInfo() != GroupAudience.UNRECOGNIZED
                && settings.getMayPin() != GroupAudience.UNRECOGNIZED
                && settings.getMayMentionAll() != GroupAudience.UNRECOGNIZED;
        if (!knownAudiences
                || settings.getHistory() == GroupHistory.UNRECOGNIZED
                || settings.getJoinPolicy() == GroupJoinPolicy.UNRECOGNIZED) {
            return failed("settings", "names of the protocol");
        }
        int seconds = settings.getSlowModeSeconds();
        return seconds < 0 || seconds > Limits.MAX_SLOW_MODE_SECONDS
                ? failed("slowModeSeconds", "0 to " + Limits.MAX_SLOW_MODE_SECONDS)
                : wrongText("joinQuestion", settings.getJoinQuestion(), 0, Limits.MAX_JOIN_QUESTION_LENGTH);
    }

    private static Optional<Error> wrongRole(GroupRole role) {
        return role == GroupRole.GROUP_ROLE_ADMIN || role == GroupRole.GROUP_ROLE_MEMBER
                ? Optional.empty()
                : failed("role", "GROUP_ROLE_ADMIN or GROUP_ROLE_MEMBER");
    }

    private static Optional<Error> wrongUser(String user) {
        return UserId.isValid(user) ? Optional.empty() : failed("user", USER);
    }

    private static Optional<Error> wrongUsers(String field, List<String> users) {
        if (users.size() > Limits.MAX_MEMBERS_PER_CHANGE) {
            return failed(field, Limits.MAX_MEMBERS_PER_CHANGE + " at most");
        }
        return users.stream().allMatch(UserId::isValid) ? Optional.empty() : failed(field, USER);
    }

    static Optional<Error> wrongText(String field, String text, int min, int max) {
        int length = text.codePointCount(0, text.length());
        boolean controls = text.chars().anyMatch(c -> Character.isISOControl(c) && c != '\n');
        return length < min || length > max || controls || (min > 0 && text.isBlank())
                ? failed(field, min + " to " + max + " characters, no control characters")
                : Optional.empty();
    }

    static Optional<Error> failed(String field, String expected) {
        return Optional.of(Refusals.fieldInvalid(field, expected));
    }
}
