package io.warbler.sdk.rest;

import java.time.Instant;

/**
 * A device's login. Keep the refresh token as you would keep a password: whoever holds it is the user.
 *
 * @param user the user's id
 * @param device the device's id, to be given again at the device's next login
 * @param session the session's id
 * @param accessToken the bearer of REST calls
 * @param accessTokenExpiresAt by this device's clock
 * @param refreshToken good for one refresh
 */
public record Session(
        String user,
        String device,
        String session,
        String accessToken,
        Instant accessTokenExpiresAt,
        String refreshToken) {

    @Override
    public String toString() {
        return "Session[user=" + user + ", device=" + device + ", session=" + session + ", tokens=[redacted]]";
    }
}
