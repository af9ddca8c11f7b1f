package io.warbler.sdk.rest;

import java.util.List;
import java.util.Map;

/**
 * The user's sessions on all devices. What is revoked ends within two seconds: its sockets are closed and its tokens
 * refused.
 */
public final class Sessions {

    private static final String SESSIONS = "/v1/sessions";

    private final SessionCalls calls;
    private final SessionKeeper keeper;

    Sessions(SessionCalls calls, SessionKeeper keeper) {
        this.calls = calls;
        this.keeper = keeper;
    }

    /** Every live session, this one too. */
    public List<LiveSession> list() {
        return calls.answer(Call.get(SESSIONS), Listed.class).sessions();
    }

    /**
     * Ends one session.
     *
     * @throws WarblerApiException {@code SESSION_UNKNOWN} if the user has no such session
     */
    public void revoke(String session) {
        calls.run(Call.delete(SESSIONS + "/" + session));
    }

    /** Ends every session but this one. */
    public void revokeOthers() {
        calls.run(Call.delete(SESSIONS + "/others"));
    }

    /** Ends every session, this one too, and forgets the credentials. */
    public void revokeAll() {
        calls.run(Call.delete(SESSIONS));
        keeper.leave();
    }

    /** Gives one of the user's devices another name. */
    public Device renameDevice(String device, String name) {
        return calls.answer(Call.patch("/v1/devices/" + device, Map.of("name", name)), Device.class);
    }

    private record Listed(List<LiveSession> sessions) {}
}
