package io.warbler.sdk.rest;

import java.time.Instant;
import java.util.Map;

/** The session's user itself: profile, password, and the ways to leave. */
public final class OwnUser {

    private static final String ME = "/v1/users/me";

    private final SessionCalls calls;
    private final SessionKeeper keeper;

    OwnUser(SessionCalls calls, SessionKeeper keeper) {
        this.calls = calls;
        this.keeper = keeper;
    }

    /** The profile as it stands. */
    public Profile profile() {
        return calls.answer(Call.get(ME), Profile.class);
    }

    /** Changes the profile and returns it as it then stands. */
    public Profile change(ProfileChange change) {
        return calls.answer(Call.patch(ME, change.fields()), Profile.class);
    }

    /** Changes the password; every other session of the user ends. */
    public void changePassword(String current, String next) {
        calls.run(Call.put(ME + "/password", Map.of("currentPassword", current, "newPassword", next)));
        keeper.passwordChanged(next);
    }

    /**
     * Disables the user: every session ends, and nobody can log in until an operator enables it again. The credentials
     * are forgotten here too.
     */
    public void disable(String password) {
        calls.run(Call.post(ME + "/disable", Map.of("password", password)));
        keeper.leave();
    }

    /**
     * Asks for the user's deletion and returns when it is due: every session ends, and the credentials are forgotten
     * here, because a login before that time takes the request back.
     */
    public Instant requestDeletion(String password) {
        var request = calls.answer(Call.post(ME + "/deletion", Map.of("password", password)), Deletion.class);
        keeper.leave();
        return request.deletionDueAt();
    }

    private record Deletion(Instant deletionDueAt) {}
}
