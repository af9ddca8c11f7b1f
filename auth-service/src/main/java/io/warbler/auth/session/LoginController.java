package io.warbler.auth.session;

import io.warbler.auth.user.UserName;
import io.warbler.auth.user.UuidSource;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// What needs no access token: logging in and renewing tokens.
@RestController
final class LoginController {

    private final Login login;
    private final Refresher refresher;
    private final UuidSource uuids;

    LoginController(Login login, Refresher refresher, UuidSource uuids) {
        this.login = login;
        this.refresher = refresher;
        this.uuids = uuids;
    }

    @PostMapping("/v1/sessions")
    @ResponseStatus(HttpStatus.CREATED)
    TokensResponse login(@Valid @RequestBody LoginRequest body, HttpServletRequest request) {
        return TokensResponse.of(login.login(new LoginAttempt(
                new UserName(body.name()),
                body.password(),
                Boolean.TRUE.equals(body.enable()),
                device(body.device()),
                request.getRemoteAddr())));
    }

    @PostMapping("/v1/sessions/refresh")
    TokensResponse refresh(@Valid @RequestBody RefreshRequest body) {
        return TokensResponse.of(refresher.refresh(body.refreshToken()));
    }

    private Device device(@Nullable DeviceRequest request) {
        if (request == null) {
            return new Device(uuids.next('v'), "unknown", "unknown");
        }
        return new Device(
                Objects.requireNonNullElseGet(request.id(), () -> uuids.next('v')),
                request.platform(),
                Device.NAME.read(request.name()));
    }
}
