package io.warbler.terminal;

import io.warbler.sdk.rest.Device;
import io.warbler.sdk.rest.LiveSession;
import io.warbler.sdk.rest.OwnUser;
import io.warbler.sdk.rest.Profile;
import io.warbler.sdk.rest.ProfileChange;
import io.warbler.sdk.rest.Sessions;
import io.warbler.sdk.rest.WarblerApi;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The user's own profile, sessions and devices. Belongs to the desk.
final class Self {

    private final OwnUser ownUser;
    private final Sessions sessions;
    private final Printer printer;
    /// As last shown, so that a number means what the user saw.
    private List<LiveSession> shown = List.of();

    Self(WarblerApi api, Printer printer) {
        this.ownUser = api.ownUser();
        this.sessions = api.sessions();
        this.printer = printer;
    }

    void carryOut(Order.OfSelf order) {
        switch (order) {
            case Order.Me _ -> show(ownUser.profile());
            case Order.DisplayName name ->
                show(ownUser.change(ProfileChange.none().displayName(name.text())));
            case Order.Status status -> show(ownUser.change(ProfileChange.none().statusText(status.text())));
            case Order.ListSessions _ -> list();
            case Order.EndSession end -> end(end.number());
            case Order.EndOthers _ -> {
                sessions.revokeOthers();
                printer.notice("all other sessions have ended");
            }
            case Order.RenameDevice rename -> rename(rename.name());
        }
    }

    private void show(Profile profile) {
        printer.notice("you are " + profile.name() + said(", shown as ", profile.displayName())
                + said(", status: ", profile.statusText()));
    }

    private static String said(String before, @Nullable String text) {
        return text == null ? "" : before + text;
    }

    private void list() {
        shown = sessions.list();
        for (int i = 0; i < shown.size(); i++) {
            printer.session(i + 1, shown.get(i));
        }
        if (shown.size() > 1) {
            printer.notice("/end NUMBER ends one of them, /end others all but this one");
        }
    }

    private void end(int number) {
        if (shown.isEmpty()) {
            throw new IllegalArgumentException("/sessions shows the numbers first");
        }
        if (number > shown.size()) {
            throw new IllegalArgumentException("There is no session " + number + "; /sessions shows them");
        }
        LiveSession session = shown.get(number - 1);
        if (session.current()) {
            throw new IllegalArgumentException("That is this session; /quit leaves");
        }
        sessions.revoke(session.id());
        printer.notice("the session on " + session.device().name() + " has ended");
    }

    private void rename(String name) {
        String own = sessions.list().stream()
                .filter(LiveSession::current)
                .findFirst()
                .map(session -> session.device().id())
                .orElseThrow(() -> new IllegalStateException("current session: none (expected: one in the list)"));
        Device renamed = sessions.renameDevice(own, name);
        printer.notice("this device is called " + renamed.name());
    }
}
