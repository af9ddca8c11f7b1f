package io.warbler.message.group;

import io.warbler.message.history.ReadErrors;
import io.warbler.proto.client.v1.ConversationKind;
import io.warbler.proto.client.v1.GroupAudience;
import io.warbler.proto.client.v1.GroupChange;
import io.warbler.proto.client.v1.GroupCreated;
import io.warbler.proto.client.v1.GroupHistory;
import io.warbler.proto.client.v1.GroupInfo;
import io.warbler.proto.client.v1.GroupJoinPolicy;
import io.warbler.proto.client.v1.GroupRole;
import io.warbler.proto.client.v1.GroupSettings;
import io.warbler.proto.client.v1.InfoSet;
import io.warbler.proto.client.v1.SettingsSet;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The bodies of requests about groups; names of enums are those of the protocol.
final class GroupRequests {

    private GroupRequests() {}

    /// @param kind    CONVERSATION_KIND_CHANNEL; left out: a group
    /// @param members the first other members
    record Creation(
            @Nullable String kind,
            @Nullable String title,
            @Nullable String description,
            @Nullable String avatar,
            @Nullable Settings settings,
            @Nullable List<String> members) {

        boolean isChannel() {
            var named = ReadErrors.named(
                    "kind",
                    ConversationKind.class,
                    Objects.requireNonNullElse(kind, ConversationKind.CONVERSATION_KIND_GROUP.name()));
            return switch (named) {
                case CONVERSATION_KIND_CHANNEL -> true;
                case CONVERSATION_KIND_GROUP -> false;
                case CONVERSATION_KIND_DIRECT, CONVERSATION_KIND_UNSPECIFIED, UNRECOGNIZED ->
                    throw ReadErrors.fieldInvalid(
                            "kind (expected: CONVERSATION_KIND_GROUP or CONVERSATION_KIND_CHANNEL)");
            };
        }

        GroupCreated toProto() {
            var info = GroupInfo.newBuilder()
                    .setTitle(Objects.requireNonNullElse(title, ""))
                    .setDescription(Objects.requireNonNullElse(description, ""))
                    .setAvatar(Objects.requireNonNullElse(avatar, ""));
            var created = GroupCreated.newBuilder().setInfo(info);
            if (settings != null) {
                SettingsSet set = settings.toProto();
                created.setSettings(GroupSettings.newBuilder()
                        .setMaySend(set.getMaySend())
                        .setMayInvite(set.getMayInvite())
                        .setMayEditInfo(set.getMayEditInfo())
                        .setMayPin(set.getMayPin())
                        .setMayMentionAll(set.getMayMentionAll())
                        .setHistory(set.getHistory())
                        .setSlowModeSeconds(set.getSlowModeSeconds())
                        .setJoinPolicy(set.getJoinPolicy())
                        .setJoinQuestion(set.getJoinQuestion()));
            }
            for (String member : Objects.requireNonNullElse(members, List.<String>of())) {
                created.addMembers(Objects.requireNonNullElse(member, ""));
            }
            return created.build();
        }
    }

    /// What is left out stays. Either about the group, or its settings.
    record Patch(
            @Nullable String title,
            @Nullable String description,
            @Nullable String avatar,
            @Nullable Settings settings) {

        GroupChange.Builder toProto() {
            boolean isInfo = title != null || description != null || avatar != null;
            if (isInfo == (settings != null)) {
                throw ReadErrors.fieldInvalid("title, description, avatar or settings (expected: either some of the "
                        + "first three or the last)");
            }
            if (settings != null) {
                return GroupChange.newBuilder().setSettingsSet(settings.toProto());
            }
            var info = InfoSet.newBuilder();
            if (title != null) {
                info.setTitle(title);
            }
            if (description != null) {
                info.setDescription(description);
            }
            if (avatar != null) {
                info.setAvatar(avatar);
            }
            return GroupChange.newBuilder().setInfoSet(info);
        }
    }

    /// What is left out stays, or has its default in a new group.
    record Settings(
            @Nullable String maySend,
            @Nullable String mayInvite,
            @Nullable String mayEditInfo,
            @Nullable String mayPin,
            @Nullable String mayMentionAll,
            @Nullable String history,
            @Nullable Integer slowModeSeconds,
            @Nullable String joinPolicy,
            @Nullable String joinQuestion) {

        SettingsSet toProto() {
            var set = SettingsSet.newBuilder()
                    .setMaySend(audience("maySend", maySend))
                    .setMayInvite(audience("mayInvite", mayInvite))
                    .setMayEditInfo(audience("mayEditInfo", mayEditInfo))
                    .setMayPin(audience("mayPin", mayPin))
                    .setMayMentionAll(audience("mayMentionAll", mayMentionAll))
                    .setHistory(ReadErrors.named(
                            "history",
                            GroupHistory.class,
                            Objects.requireNonNullElse(history, GroupHistory.GROUP_HISTORY_UNSPECIFIED.name())))
                    .setJoinPolicy(ReadErrors.named(
                            "joinPolicy",
                            GroupJoinPolicy.class,
                            Objects.requireNonNullElse(
                                    joinPolicy, GroupJoinPolicy.GROUP_JOIN_POLICY_UNSPECIFIED.name())));
            if (joinQuestion != null) {
                set.setJoinQuestion(joinQuestion);
            }
            if (slowModeSeconds != null) {
                set.setSlowModeSeconds(slowModeSeconds);
            }
            return set.build();
        }

        private static GroupAudience audience(String field, @Nullable String name) {
            return ReadErrors.named(
                    field,
                    GroupAudience.class,
                    Objects.requireNonNullElse(name, GroupAudience.GROUP_AUDIENCE_UNSPECIFIED.name()));
        }
    }

    /// @param role GROUP_ROLE_ADMIN or GROUP_ROLE_MEMBER
    record Role(@Nullable String role) {

        GroupRole toProto() {
            return ReadErrors.named("role", GroupRole.class, Objects.requireNonNullElse(role, ""));
        }
    }

    /// @param untilMs decimal; 0: not muted any more
    record Mute(@Nullable String untilMs) {

        long time() {
            return ReadErrors.decimal("untilMs", untilMs);
        }
    }

    /// @param text empty: none
    record Text(@Nullable String text) {

        String value() {
            return Objects.requireNonNullElse(text, "");
        }
    }

    /// @param user the next owner
    record Owner(@Nullable String user) {

        String id() {
            return Objects.requireNonNullElse(user, "");
        }
    }
}
