package io.warbler.sdk.rest;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Holds the session and renews it in time: refreshed shortly before the access token expires; when the session is gone,
 * logged in again if the credentials are known.
 *
 * <p>The monitor guards the session and lets one caller at a time renew it; a refresh token must never be used twice.
 */
final class SessionKeeper {

    private static final Duration MARGIN = Duration.ofSeconds(30);

    private final JsonCalls calls;
    private final Clock clock;
    private @Nullable Session session;
    private @Nullable Credentials credentials;
    private Device device = Device.unregistered("java", "Java client");

    SessionKeeper(JsonCalls calls, Clock clock) {
        this.calls = calls;
        this.clock = clock;
    }

    synchronized Session login(Credentials credentials, Device device) {
        this.credentials = credentials;
        this.device = device;
        return login();
    }

    synchronized void resume(Session session) {
        this.session = session;
    }

    /** Names the credentials for a later login. */
    synchronized void remember(Credentials credentials, Device device) {
        this.credentials = credentials;
        this.device = device;
    }

    synchronized Optional<Session> current() {
        return Optional.ofNullable(session);
    }

    /** The session with an access token that is good for some time; renewed or logged in if need be. */
    synchronized Session valid() {
        Session held = session;
        if (held == null) {
            return login();
        }
        if (clock.instant().plus(MARGIN).isBefore(held.accessTokenExpiresAt())) {
            return held;
        }
        return refreshOrLogin(held);
    }

    /** Renews the session unless that has happened since {@code refused} was handed out. */
    synchronized Session renewed(Session refused) {
        Session held = session;
        if (held == null) {
            return login();
        }
        return held.accessToken().equals(refused.accessToken()) ? refreshOrLogin(held) : held;
    }

    synchronized Session refresh() {
        if (session == null) {
            throw notLoggedIn();
        }
        return refresh(session);
    }

    /** The session was revoked: the next call logs in again. */
    synchronized void forget() {
        session = null;
    }

    /** The user left: nothing may log in again by itself. */
    synchronized void leave() {
        session = null;
        credentials = null;
    }

    /** Later logins take the new password. */
    synchronized void passwordChanged(String password) {
        Credentials known = credentials;
        if (known != null) {
            credentials = new Credentials(known.name(), password);
        }
    }

    private Session refreshOrLogin(Session held) {
        try {
            return refresh(held);
        } catch (WarblerApiException e) {
            if (e.status() != 401 || credentials == null) {
                throw e;
            }
            return login();
        }
    }

    private Session refresh(Session held) {
        return opened(Call.post("/v1/sessions/refresh", Map.of("refreshToken", held.refreshToken())));
    }

    private Session login() {
        Credentials known = credentials;
        if (known == null) {
            throw notLoggedIn();
        }
        var body = new LoginBody(known.name(), known.password(), device.id() == null ? new NewDevice(device) : device);
        Session opened = opened(Call.post("/v1/sessions", body));
        device = new Device(opened.device(), device.platform(), device.name());
        return opened;
    }

    private Session opened(Call call) {
        Instant askedAt = clock.instant();
        var answer = Objects.requireNonNull(calls.call(call, null, SessionAnswer.class));
        session = new Session(
                answer.user(),
                answer.device(),
                answer.session(),
                answer.accessToken(),
                askedAt.plusSeconds(answer.accessTokenExpiresInSeconds()),
                answer.refreshToken());
        return session;
    }

    private static WarblerApiException notLoggedIn() {
        return new WarblerApiException("LOGIN_REQUIRED", "log in first", 401, null);
    }

    private record LoginBody(String name, String password, Object device) {}

    private record NewDevice(String platform, String name) {

        NewDevice(Device device) {
            this(device.platform(), device.name());
        }
    }

    private record SessionAnswer(
            String user,
            String device,
            String session,
            String accessToken,
            long accessTokenExpiresInSeconds,
            String refreshToken) {}
}
