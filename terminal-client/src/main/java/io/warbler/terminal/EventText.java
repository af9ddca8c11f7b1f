package io.warbler.terminal;

import io.warbler.sdk.Event;
import io.warbler.sdk.group.GroupChange;
import io.warbler.sdk.group.GroupRole;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// Says in one line what happened in a group. Not cleaned yet: titles are written by others.
final class EventText {

    private static final DateTimeFormatter DATE = DateTimeFormatter.ofLocalizedDateTime(FormatStyle.SHORT);

    private final Names names;
    private final Supplier<String> self;

    EventText(Names names, Supplier<String> self) {
        this.names = names;
        this.self = self;
    }

    String of(Event event) {
        return of(event.actor(), event.change());
    }

    /// What the user has just done.
    String ofSelf(GroupChange change) {
        return of(self.get(), change);
    }

    /// Whether it is about the user, and done by another.
    boolean isNewsForSelf(Event event) {
        String user = self.get();
        boolean concerns = event.admits(user)
                || switch (event.change()) {
                    case GroupChange.MemberRemoved removed -> removed.user().equals(user);
                    case GroupChange.MemberBanned banned -> banned.user().equals(user);
                    case GroupChange.RoleSet set -> set.user().equals(user);
                    case GroupChange.OwnershipTransferred transferred ->
                        transferred.user().equals(user);
                    case GroupChange.MemberMuted muted -> muted.user().equals(user);
                    case GroupChange.Dissolved _, GroupChange.JoinRequested _ -> true;
                    case GroupChange.Created _,
                            GroupChange.MembersAdded _,
                            GroupChange.MemberLeft _,
                            GroupChange.MemberUnbanned _,
                            GroupChange.ProfileSet _,
                            GroupChange.SettingsSet _,
                            GroupChange.MemberJoined _,
                            GroupChange.JoinApproved _,
                            GroupChange.JoinDeclined _,
                            GroupChange.JoinWithdrawn _,
                            GroupChange.InviteCreated _,
                            GroupChange.InviteRevoked _,
                            GroupChange.AnnouncementSet _,
                            GroupChange.Undisclosed _,
                            GroupChange.Unknown _ -> false;
                };
        return concerns && !event.actor().equals(user);
    }

    static String role(GroupRole role) {
        return switch (role) {
            case OWNER -> "owner";
            case ADMIN -> "admin";
            case MEMBER -> "member";
            case NONE -> "no member any more";
            case UNKNOWN -> "something new";
        };
    }

    static String date(Instant instant) {
        return DATE.format(instant.atZone(ZoneId.systemDefault()));
    }

    private String of(String actor, GroupChange change) {
        return who(actor) + " " + did(change);
    }

    private String did(GroupChange change) {
        return switch (change) {
            case GroupChange.Created created -> "created the group “" + created.title() + "”" + with(created.members());
            case GroupChange.MembersAdded added -> "added " + all(added.users());
            case GroupChange.MemberRemoved removed -> "removed " + who(removed.user());
            case GroupChange.MemberLeft _ -> "left";
            case GroupChange.MemberBanned banned -> "banned " + who(banned.user());
            case GroupChange.MemberUnbanned unbanned -> "lifted the ban of " + who(unbanned.user());
            case GroupChange.RoleSet set ->
                "made " + who(set.user()) + (set.role() == GroupRole.ADMIN ? " an admin" : " a member like others");
            case GroupChange.OwnershipTransferred transferred -> "made " + who(transferred.user()) + " the owner";
            case GroupChange.ProfileSet set -> "edited the group; it is called “" + set.title() + "”";
            case GroupChange.SettingsSet _ -> "changed the rules of the group; /info shows them";
            case GroupChange.MemberMuted muted -> muted(muted);
            case GroupChange.Dissolved _ -> "dissolved the group";
            case GroupChange.MemberJoined _ -> "joined by an invite";
            case GroupChange.JoinRequested asked ->
                "asks to be let in" + (asked.answer().isEmpty() ? "" : ": “" + asked.answer() + "”");
            case GroupChange.JoinApproved approved -> "let " + who(approved.user()) + " in";
            case GroupChange.JoinDeclined declined -> "did not let " + who(declined.user()) + " in";
            case GroupChange.JoinWithdrawn _ -> "does not ask to be let in any more";
            case GroupChange.InviteCreated _ -> "made an invite; /invites shows them";
            case GroupChange.InviteRevoked revoked -> "revoked the invite " + revoked.invite();
            case GroupChange.AnnouncementSet set ->
                set.text().isEmpty() ? "took the announcement away" : "announced: " + set.text();
            case GroupChange.Undisclosed _ -> "did something that only admins are told";
            case GroupChange.Unknown _ -> "did something that this version cannot show";
        };
    }

    private String muted(GroupChange.MemberMuted muted) {
        Instant until = muted.until();
        return until == null
                ? "let " + who(muted.user()) + " write again"
                : "muted " + who(muted.user()) + " until " + date(until);
    }

    private String with(List<String> members) {
        return members.isEmpty() ? "" : " with " + all(members);
    }

    private String all(List<String> users) {
        names.learn(users);
        return users.stream().map(this::who).collect(Collectors.joining(", "));
    }

    private String who(String user) {
        return user.equals(self.get()) ? "you" : names.name(user);
    }
}
