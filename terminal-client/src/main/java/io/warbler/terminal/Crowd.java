package io.warbler.terminal;

import io.warbler.sdk.ConversationKind;
import io.warbler.sdk.Event;
import io.warbler.sdk.InboxEntry;
import io.warbler.sdk.WarblerClient;
import io.warbler.sdk.group.GroupChange;
import io.warbler.sdk.group.GroupChanged;
import io.warbler.sdk.group.GroupMember;
import io.warbler.sdk.group.GroupRole;
import io.warbler.sdk.group.GroupSettings;
import io.warbler.sdk.group.GroupView;
import io.warbler.sdk.rest.GroupDraft;
import io.warbler.sdk.rest.GroupProfileChange;
import io.warbler.sdk.rest.Groups;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Groups: what the user orders and what happens in them. Belongs to the desk.
final class Crowd {

    private final WarblerClient client;
    private final Groups groups;
    private final Printer printer;
    private final EventText texts;
    private final Doorway doorway;
    /// What the user did here and was told of at once.
    private final Set<Told> told = new HashSet<>();

    private record Told(String conversation, long seq) {}

    Crowd(WarblerClient client, Printer printer, Clock clock) {
        this.client = client;
        this.groups = client.api().groups();
        this.printer = printer;
        this.texts = new EventText(printer.names(), client::self);
        this.doorway = new Doorway(client, printer, clock, this::done);
    }

    /// The id of the new group.
    String create(Order.CreateGroup order) {
        List<String> members = order.users().stream().map(this::id).toList();
        return groups.create(GroupDraft.of(order.title()).members(members)).conversation();
    }

    /// The id of the new channel.
    String create(Order.CreateChannel order) {
        List<String> readers = order.users().stream().map(this::id).toList();
        return groups.create(GroupDraft.channel(order.title()).members(readers)).conversation();
    }

    void carryOut(Order.OfGroup order, String group) {
        switch (order) {
            case Order.Members _ -> members(group);
            case Order.About _ -> about(groups.view(group), ConversationKind.of(group));
            case Order.Kick kick -> kick(group, id(kick.name()));
            case Order.Ban ban -> {
                String user = id(ban.name());
                done(groups.ban(group, user), new GroupChange.MemberBanned(user));
            }
            case Order.Unban unban -> {
                String user = id(unban.name());
                done(groups.unban(group, user), new GroupChange.MemberUnbanned(user));
            }
            case Order.Leave _ -> done(groups.leave(group), new GroupChange.MemberLeft());
            case Order.Rename rename ->
                done(
                        groups.change(group, GroupProfileChange.none().title(rename.title())),
                        new GroupChange.ProfileSet(rename.title(), "", ""));
            case Order.SetRole set -> {
                String user = id(set.name());
                GroupRole role = set.admin() ? GroupRole.ADMIN : GroupRole.MEMBER;
                done(groups.setRole(group, user, role), new GroupChange.RoleSet(user, role));
            }
            case Order.Mute mute -> {
                note(group, groups.mute(group, id(mute.name()), mute.time()));
                printer.notice(mute.name() + " cannot write for a while; /mute " + mute.name() + " off takes it back");
            }
            case Order.Unmute unmute -> {
                String user = id(unmute.name());
                done(groups.unmute(group, user), new GroupChange.MemberMuted(user, null));
            }
            case Order.Owner owner -> {
                String user = id(owner.name());
                done(groups.transfer(group, user), new GroupChange.OwnershipTransferred(user));
            }
            case Order.OfEntry entry -> doorway.carryOut(entry, group);
            case Order.Dissolve _ -> done(groups.dissolve(group), new GroupChange.Dissolved());
        }
    }

    /// How people come into groups.
    Doorway doorway() {
        return doorway;
    }

    /// Adds users one after the other, up to the first that is refused.
    void add(String group, List<String> names) {
        for (String name : names) {
            String user = id(name);
            done(groups.add(group, user), new GroupChange.MembersAdded(List.of(user)));
        }
    }

    /// Something happened; false when there is nothing to show: the user did it here.
    boolean isNews(Event event) {
        return !told.remove(new Told(event.conversation(), event.seq()));
    }

    void show(Event event) {
        if (event.change() instanceof GroupChange.Undisclosed) {
            return;
        }
        printer.event(event.happenedAt(), texts.of(event));
    }

    /// Something happened in a group that is not open.
    void elsewhere(Event event) {
        if (texts.isNewsForSelf(event)) {
            String title = title(event.conversation());
            printer.elsewhere(title, texts.of(event), title);
        }
    }

    /// What a group is called, with `#` before it; its id as long as that is not known.
    String title(String group) {
        return client.conversation(group)
                .map(InboxEntry::group)
                .map(view -> "#" + view.title())
                .orElse(group);
    }

    /// The group of this id, or the only one of this title. Null when there is none.
    @Nullable
    String find(String name) {
        String title = name.startsWith("#") ? name.substring(1) : name;
        List<String> found = client.conversations().stream()
                .filter(entry -> isCalled(entry, title))
                .map(InboxEntry::conversation)
                .toList();
        if (found.size() > 1) {
            throw new IllegalArgumentException(
                    "There are " + found.size() + " groups of this title: /open " + String.join(" or /open ", found));
        }
        return found.isEmpty() ? null : found.getFirst();
    }

    private static boolean isCalled(InboxEntry entry, String title) {
        GroupView group = entry.group();
        return group != null
                && (entry.conversation().equals(title) || group.title().equalsIgnoreCase(title));
    }

    private void kick(String group, String user) {
        if (user.equals(client.self())) {
            throw new IllegalArgumentException("That is you; /leave leaves");
        }
        done(groups.remove(group, user), new GroupChange.MemberRemoved(user));
    }

    private void done(GroupChanged changed, GroupChange change) {
        note(changed.conversation(), changed);
        printer.notice(texts.ofSelf(change));
    }

    /// The event of it comes over the socket too, later: the desk is busy with the order.
    private void note(String group, GroupChanged changed) {
        told.add(new Told(group, changed.seq()));
    }

    private void members(String group) {
        List<GroupMember> members = groups.members(group);
        printer.names().learn(members.stream().map(GroupMember::user).toList());
        members.forEach(
                member -> printer.member(member.user(), EventText.role(member.role()) + muted(member.mutedUntil())));
    }

    private void about(GroupView group, ConversationKind kind) {
        boolean isChannel = kind == ConversationKind.CHANNEL;
        printer.notice("#" + group.title() + (isChannel ? ", a channel of " : ", ") + group.memberCount()
                + " members; you are "
                + EventText.role(group.role()) + muted(group.mutedUntil()));
        if (!group.description().isEmpty()) {
            printer.notice(group.description());
        }
        GroupSettings rules = group.settings();
        printer.notice("may write: " + audience(rules.maySend()) + "; may add: " + audience(rules.mayInvite())
                + "; may edit: " + audience(rules.mayEdit()) + "; may mention all: "
                + audience(rules.mayMentionAll()));
        String history =
                rules.history() == GroupSettings.History.FROM_START ? "everything" : "what came since they joined";
        String pause = rules.slowMode().isZero()
                ? ""
                : "; one message in " + rules.slowMode().toSeconds() + " s";
        printer.notice("members read " + history + pause);
        printer.notice(Doorway.policy(rules));
        GroupView.Announcement announcement = group.announcement();
        if (announcement != null) {
            printer.notice("announced: " + announcement.text());
        }
        if (group.dissolved()) {
            printer.notice("the group is dissolved");
        }
    }

    private static String audience(GroupSettings.Audience audience) {
        return switch (audience) {
            case EVERYONE -> "everyone";
            case ADMINS -> "admins";
            case UNKNOWN -> "(unknown)";
        };
    }

    private static String muted(@Nullable Instant until) {
        return until == null ? "" : ", muted until " + EventText.date(until);
    }

    private String id(String name) {
        return printer.names().user(name).id();
    }
}
