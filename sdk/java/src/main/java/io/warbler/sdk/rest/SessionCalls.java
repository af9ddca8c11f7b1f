package io.warbler.sdk.rest;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Calls in the name of the session's user. */
final class SessionCalls {

    private final JsonCalls calls;
    private final SessionKeeper sessions;

    SessionCalls(JsonCalls calls, SessionKeeper sessions) {
        this.calls = calls;
        this.sessions = sessions;
    }

    /** A call that is answered with a document. */
    <T> T answer(Call call, Class<T> type) {
        return Objects.requireNonNull(exchange(call, type), "answer");
    }

    /** A call whose answer says nothing more. */
    void run(Call call) {
        exchange(call, Void.class);
    }

    /** A 401 in spite of a token that looks valid means that the server revoked it: renewed once. */
    private <T> @Nullable T exchange(Call call, Class<T> type) {
        Session session = sessions.valid();
        try {
            return calls.call(call, session.accessToken(), type);
        } catch (WarblerApiException e) {
            if (e.status() != 401) {
                throw e;
            }
            return calls.call(call, sessions.renewed(session).accessToken(), type);
        }
    }
}
