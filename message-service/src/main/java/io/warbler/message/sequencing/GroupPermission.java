package io.warbler.message.sequencing;

import io.warbler.kernel.ConversationId;
import io.warbler.proto.client.v1.GroupAudience;
import io.warbler.proto.client.v1.GroupRole;
import io.warbler.proto.client.v1.GroupSettings;

/// What roles may do in a group and in a channel; the table of docs/protocol.md#roles, which a test compares.
public enum GroupPermission {
    /// Send messages.
    SEND(Grant.ALWAYS, Grant.ALWAYS, Grant.BY_SETTING, Grant.NEVER),
    /// React to messages, and end that.
    REACT(Grant.ALWAYS, Grant.ALWAYS, Grant.BY_SETTING, Grant.ALWAYS),
    /// Mention all members.
    MENTION_ALL(Grant.ALWAYS, Grant.ALWAYS, Grant.BY_SETTING, Grant.NEVER),
    /// Add members.
    INVITE(Grant.ALWAYS, Grant.ALWAYS, Grant.BY_SETTING, Grant.NEVER),
    /// Change title, description, avatar and announcement.
    EDIT_INFO(Grant.ALWAYS, Grant.ALWAYS, Grant.BY_SETTING, Grant.NEVER),
    /// Pin messages, and end that.
    PIN(Grant.ALWAYS, Grant.ALWAYS, Grant.BY_SETTING, Grant.NEVER),
    /// See who the members are, what becomes of their memberships, and who has read a message.
    SEE_MEMBERS(Grant.ALWAYS, Grant.ALWAYS, Grant.ALWAYS, Grant.NEVER),
    /// Delete messages of others for all, at any time.
    DELETE_MESSAGES(Grant.ALWAYS, Grant.ALWAYS, Grant.NEVER),
    /// Make invites, see them and revoke them.
    MANAGE_INVITES(Grant.ALWAYS, Grant.ALWAYS, Grant.NEVER),
    /// See who asks to join, and let them in or not.
    APPROVE(Grant.ALWAYS, Grant.ALWAYS, Grant.NEVER),
    /// Change settings.
    EDIT_SETTINGS(Grant.ALWAYS, Grant.ALWAYS, Grant.NEVER),
    /// Remove members of a lower role.
    REMOVE(Grant.ALWAYS, Grant.ALWAYS, Grant.NEVER),
    /// Ban users who have no role or a lower one, and end bans.
    BAN(Grant.ALWAYS, Grant.ALWAYS, Grant.NEVER),
    /// Mute members of a lower role.
    MUTE(Grant.ALWAYS, Grant.ALWAYS, Grant.NEVER),
    /// Not be slowed down by slow mode.
    SEND_FAST(Grant.ALWAYS, Grant.ALWAYS, Grant.NEVER),
    /// Make members admins and admins members.
    SET_ROLE(Grant.ALWAYS, Grant.NEVER, Grant.NEVER),
    /// Make another member the owner.
    TRANSFER(Grant.ALWAYS, Grant.NEVER, Grant.NEVER),
    /// End the group.
    DISSOLVE(Grant.ALWAYS, Grant.NEVER, Grant.NEVER),
    /// Leave.
    LEAVE(Grant.NEVER, Grant.ALWAYS, Grant.ALWAYS);

    /// How a role has a permission.
    public enum Grant {
        ALWAYS,
        NEVER,
        /// If the group's setting opens it to everyone.
        BY_SETTING
    }

    private final Grant owner;
    private final Grant admin;
    private final Grant member;
    private final Grant reader;

    GroupPermission(Grant owner, Grant admin, Grant member) {
        this(owner, admin, member, member);
    }

    /// @param reader a member of a channel, where no setting is asked
    GroupPermission(Grant owner, Grant admin, Grant member, Grant reader) {
        this.owner = owner;
        this.admin = admin;
        this.member = member;
        this.reader = reader;
    }

    /// How the role has it in a group.
    public Grant of(GroupRole role) {
        return switch (role) {
            case GROUP_ROLE_OWNER -> owner;
            case GROUP_ROLE_ADMIN -> admin;
            case GROUP_ROLE_MEMBER -> member;
            case GROUP_ROLE_UNSPECIFIED, UNRECOGNIZED -> Grant.NEVER;
        };
    }

    /// How the role has it in a channel.
    Grant inChannel(GroupRole role) {
        return role == GroupRole.GROUP_ROLE_MEMBER ? reader : of(role);
    }

    /// Whether the role has it in a group or channel with these settings.
    public boolean isGranted(GroupRole role, GroupSettings settings, String conversation) {
        return switch (ConversationId.isChannel(conversation) ? inChannel(role) : of(role)) {
            case ALWAYS -> true;
            case NEVER -> false;
            case BY_SETTING -> audience(settings) == GroupAudience.GROUP_AUDIENCE_EVERYONE;
        };
    }

    /// The same for one that no setting opens.
    public boolean isGranted(GroupRole role, String conversation) {
        return isGranted(role, GroupSettings.getDefaultInstance(), conversation);
    }

    private GroupAudience audience(GroupSettings settings) {
        return switch (this) {
            case SEND, REACT -> settings.getMaySend();
            // unspecified in groups that were never asked: not for everyone
            case MENTION_ALL -> settings.getMayMentionAll();
            case INVITE -> settings.getMayInvite();
            case EDIT_INFO -> settings.getMayEditInfo();
            case PIN -> settings.getMayPin();
            case SEE_MEMBERS,
                    DELETE_MESSAGES,
                    MANAGE_INVITES,
                    APPROVE,
                    EDIT_SETTINGS,
                    REMOVE,
                    BAN,
                    MUTE,
                    SEND_FAST,
                    SET_ROLE,
                    TRANSFER,
                    DISSOLVE,
                    LEAVE -> GroupAudience.GROUP_AUDIENCE_ADMINS;
        };
    }

    /// Whether one may act on the other, where a permission asks for a lower role.
    static boolean outranks(GroupRole one, GroupRole other) {
        return one.getNumber() < other.getNumber();
    }
}
