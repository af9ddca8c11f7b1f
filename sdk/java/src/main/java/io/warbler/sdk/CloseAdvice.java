package io.warbler.sdk;

import io.warbler.proto.client.v1.CloseCode;

/** What a close code tells a client to do. */
enum CloseAdvice {
    /** Come back, with a new ticket as always. */
    RECONNECT,
    /** The session is gone: log in again, then come back. */
    LOGIN_AGAIN,
    /** Coming back unchanged would end the same way. */
    GIVE_UP;

    static CloseAdvice of(int code) {
        if (code == CloseCode.CLOSE_SESSION_REVOKED_VALUE) {
            return LOGIN_AGAIN;
        }
        if (code >= 4200 && code < 4300) {
            return GIVE_UP;
        }
        return switch (code) {
            case 1002, 1003, 1007, 1008, 1009, 1010 -> GIVE_UP;
            default -> RECONNECT;
        };
    }
}
