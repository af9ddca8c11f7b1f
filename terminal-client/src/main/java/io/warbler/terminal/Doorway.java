package io.warbler.terminal;

import io.warbler.sdk.WarblerClient;
import io.warbler.sdk.group.GroupChange;
import io.warbler.sdk.group.GroupChanged;
import io.warbler.sdk.group.GroupPreview;
import io.warbler.sdk.group.GroupSettings;
import io.warbler.sdk.group.GroupSettings.JoinPolicy;
import io.warbler.sdk.group.Invite;
import io.warbler.sdk.group.JoinRequest;
import io.warbler.sdk.group.MadeInvite;
import io.warbler.sdk.rest.GroupSettingsChange;
import io.warbler.sdk.rest.Groups;
import io.warbler.sdk.rest.Invites;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/// How people come into groups. Belongs to the desk.
final class Doorway {

    private static final int PAGE = 100;

    private final Invites invites;
    private final Groups groups;
    private final Printer printer;
    private final Clock clock;
    private final BiConsumer<GroupChanged, GroupChange> done;

    /// @param done shows what the user has just done in the open group
    Doorway(WarblerClient client, Printer printer, Clock clock, BiConsumer<GroupChanged, GroupChange> done) {
        this.invites = client.api().invites();
        this.groups = client.api().groups();
        this.printer = printer;
        this.clock = clock;
        this.done = done;
    }

    void carryOut(Order.OfEntry order, String group) {
        switch (order) {
            case Order.MakeInvite make -> make(make, group);
            case Order.Invites _ -> list(group);
            case Order.Revoke revoke ->
                done.accept(invites.revoke(group, revoke.invite()), new GroupChange.InviteRevoked(revoke.invite()));
            case Order.Asking _ -> asking(group);
            case Order.Admit admit -> {
                String user = id(admit.name());
                done.accept(invites.approve(group, user), new GroupChange.JoinApproved(user));
            }
            case Order.TurnAway away -> {
                String user = id(away.name());
                done.accept(invites.decline(group, user), new GroupChange.JoinDeclined(user));
            }
            case Order.SetEntry set -> entry(set, group);
            case Order.Announce announce ->
                done.accept(groups.announce(group, announce.text()), new GroupChange.AnnouncementSet(announce.text()));
        }
    }

    /// The group, if the user is a member now.
    Optional<String> join(Order.Join order) {
        GroupPreview group = invites.preview(order.link());
        printer.notice("#" + group.title() + ", " + group.memberCount() + " members");
        if (group.member()) {
            return Optional.of(group.conversation());
        }
        if (group.request() == JoinRequest.State.OPEN) {
            printer.notice("you have asked to be let in already; /join LINK off takes it back");
            return Optional.empty();
        }
        if (group.joinPolicy() == JoinPolicy.QUESTION && order.answer().isEmpty()) {
            printer.notice("it asks: “" + group.joinQuestion() + "”; answer with /join LINK ANSWER");
            return Optional.empty();
        }
        if (invites.join(order.link(), order.answer()).member()) {
            return Optional.of(group.conversation());
        }
        printer.notice("you asked to be let in; you will be told what comes of it");
        return Optional.empty();
    }

    void unask(Order.Unask order) {
        invites.withdraw(order.link().conversation());
        printer.notice("you do not ask to be let in any more");
    }

    /// Something became of the user's request to be let in somewhere.
    void changed(JoinRequest.State state) {
        switch (state) {
            case APPROVED -> printer.notice("you were let into a group; /inbox shows it");
            case DECLINED -> printer.notice("you were not let into a group that you asked");
            case NONE, OPEN, WITHDRAWN, UNKNOWN -> {}
        }
    }

    static String policy(GroupSettings rules) {
        return switch (rules.joinPolicy()) {
            case OPEN -> "whoever has a link comes in";
            case APPROVAL -> "whoever has a link may ask to be let in";
            case QUESTION -> "whoever has a link may ask to be let in, and is asked “" + rules.joinQuestion() + "”";
            case CLOSED -> "nobody comes in by a link";
            case UNKNOWN -> "(unknown) is who comes in by a link";
        };
    }

    private void make(Order.MakeInvite order, String group) {
        Instant expiresAt = order.time() == null ? null : clock.instant().plus(order.time());
        MadeInvite made = invites.make(group, expiresAt, order.uses());
        printer.notice(made.link()
                .map(link -> link.text() + " (" + terms(made.invite()) + ")")
                .orElseGet(() -> "the answer was lost; /revoke " + made.invite().id() + " and make another"));
    }

    private void list(String group) {
        List<Invite> all = invites.list(group);
        if (all.isEmpty()) {
            printer.notice("there are no invites; /invite makes one");
        }
        all.forEach(it -> printer.notice(
                it.id() + ": " + terms(it) + ", " + it.uses() + " came by it; made by " + name(it.creator())));
    }

    private static String terms(Invite invite) {
        String until =
                invite.expiresAt() == null ? "good for ever" : "good until " + EventText.date(invite.expiresAt());
        return invite.maxUses() == 0 ? until : until + ", for " + invite.maxUses();
    }

    /// The first page; who is let in or turned away makes room for the next.
    private void asking(String group) {
        List<JoinRequest> asking = invites.requests(group, PAGE, "").requests();
        printer.names().learn(asking.stream().map(JoinRequest::user).toList());
        if (asking.isEmpty()) {
            printer.notice("nobody asks to be let in");
        }
        asking.forEach(it -> printer.member(it.user(), it.answer().isEmpty() ? "asks" : "asks: “" + it.answer() + "”"));
    }

    private void entry(Order.SetEntry set, String group) {
        var change = GroupSettingsChange.none().joinPolicy(set.policy());
        groups.change(group, set.question().isEmpty() ? change : change.joinQuestion(set.question()));
        printer.notice("the rules are changed; /info shows them");
    }

    private String id(String name) {
        return printer.names().user(name).id();
    }

    private String name(String user) {
        printer.names().learn(List.of(user));
        return printer.names().name(user);
    }
}
