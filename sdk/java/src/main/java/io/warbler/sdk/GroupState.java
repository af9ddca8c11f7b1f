package io.warbler.sdk;

import io.warbler.sdk.group.GroupChange;
import io.warbler.sdk.group.GroupRole;
import io.warbler.sdk.group.GroupSettings;
import io.warbler.sdk.group.GroupView;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The user's view of one group: as the server told it last, and what happened since. */
final class GroupState {

    /** Groups with more members are large: what each of them said would be too much. */
    private static final int LARGE_ABOVE = 200;

    private String title = "";
    private String description = "";
    private String avatar = "";
    /** Null as long as the group is not known. */
    private @Nullable GroupSettings settings;

    private int memberCount;
    private GroupRole role = GroupRole.NONE;
    private @Nullable Instant mutedUntil;
    private long joinedSeq;
    private long leftSeq;
    private boolean dissolved;
    private GroupView.@Nullable Announcement announcement;
    private long asOf;

    boolean isLarge() {
        return memberCount > LARGE_ABOVE;
    }

    /** The server's view at a seq. */
    void counted(GroupView view, long seq) {
        if (seq < asOf) {
            return;
        }
        asOf = seq;
        title = view.title();
        description = view.description();
        avatar = view.avatar();
        settings = view.settings();
        memberCount = view.memberCount();
        role = view.role();
        mutedUntil = view.mutedUntil();
        joinedSeq = view.joinedSeq();
        leftSeq = view.leftSeq();
        dissolved = view.dissolved();
        announcement = view.announcement();
    }

    /** Applies what happened; returns whether only the server knows how the group is now. */
    boolean happened(Event event, String self) {
        if (event.seq() <= asOf) {
            return false;
        }
        asOf = event.seq();
        memberCount = event.memberCount();
        changed(event);
        if (event.admits(self)) {
            admitted(event, self);
        } else if (ends(event, self)) {
            role = GroupRole.NONE;
            leftSeq = event.seq();
        } else {
            changedFor(self, event);
        }
        boolean isReturn = event.admits(self) && !(event.change() instanceof GroupChange.Created);
        return isReturn || !isKnown();
    }

    boolean isKnown() {
        return settings != null;
    }

    /** Null as long as the group is not known. */
    @Nullable
    GroupView view() {
        GroupSettings known = settings;
        return known == null
                ? null
                : new GroupView(
                        title,
                        description,
                        avatar,
                        known,
                        memberCount,
                        role,
                        mutedUntil,
                        joinedSeq,
                        leftSeq,
                        dissolved,
                        announcement);
    }

    private void changed(Event event) {
        GroupChange change = event.change();
        if (change instanceof GroupChange.Created created) {
            title = created.title();
            description = created.description();
            avatar = created.avatar();
            settings = created.settings();
        } else if (change instanceof GroupChange.ProfileSet set) {
            title = set.title();
            description = set.description();
            avatar = set.avatar();
        } else if (change instanceof GroupChange.SettingsSet set && settings != null) {
            settings = set.settings();
        } else if (change instanceof GroupChange.Dissolved) {
            dissolved = true;
        } else if (change instanceof GroupChange.AnnouncementSet set) {
            announcement = set.text().isEmpty()
                    ? null
                    : new GroupView.Announcement(set.text(), event.actor(), event.happenedAt());
        }
    }

    private void admitted(Event event, String self) {
        boolean isOwn =
                event.change() instanceof GroupChange.Created && event.actor().equals(self);
        role = isOwn ? GroupRole.OWNER : GroupRole.MEMBER;
        joinedSeq = event.seq();
        leftSeq = 0;
        mutedUntil = null;
    }

    private static boolean ends(Event event, String self) {
        GroupChange change = event.change();
        if (change instanceof GroupChange.MemberRemoved removed) {
            return removed.user().equals(self);
        }
        if (change instanceof GroupChange.MemberBanned banned) {
            return banned.user().equals(self);
        }
        return change instanceof GroupChange.MemberLeft && event.actor().equals(self);
    }

    private void changedFor(String self, Event event) {
        GroupChange change = event.change();
        if (change instanceof GroupChange.RoleSet set && set.user().equals(self)) {
            role = set.role();
        } else if (change instanceof GroupChange.OwnershipTransferred transferred) {
            if (transferred.user().equals(self)) {
                role = GroupRole.OWNER;
            } else if (event.actor().equals(self)) {
                role = GroupRole.ADMIN;
            }
        } else if (change instanceof GroupChange.MemberMuted muted
                && muted.user().equals(self)) {
            mutedUntil = muted.until();
        }
    }
}
