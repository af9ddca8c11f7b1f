package io.warbler.auth.integrator;

import io.warbler.auth.token.AccessTokenIssuer;
import io.warbler.boot.security.Integrator;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/// The token endpoint of RFC 6749 with one grant, client credentials.
@RestController
final class OAuthController {

    private final IntegratorLogin login;
    private final AccessTokenIssuer issuer;

    OAuthController(IntegratorLogin login, AccessTokenIssuer issuer) {
        this.login = login;
        this.issuer = issuer;
    }

    @PostMapping(path = "/v1/oauth/token", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    ResponseEntity<OAuthTokenResponse> issue(
            @RequestHeader(name = HttpHeaders.AUTHORIZATION, required = false) @Nullable String authorization,
            @RequestBody(required = false) @Nullable MultiValueMap<String, String> body,
            HttpServletRequest request) {
        if (request.getQueryString() != null) {
            throw OAuthRefusal.invalidRequest("parameters in the URL (expected: in the body)");
        }
        var form = Objects.requireNonNullElseGet(body, LinkedMultiValueMap<String, String>::new);
        var integrator = login.login(TokenRequest.parse(authorization, form), request.getRemoteAddr());
        return ResponseEntity.ok().header(HttpHeaders.CACHE_CONTROL, "no-store").body(answer(integrator));
    }

    private OAuthTokenResponse answer(Integrator integrator) {
        var token = issuer.issue(integrator);
        return new OAuthTokenResponse(
                token.value(),
                "Bearer",
                token.lifetime().toSeconds(),
                String.join(" ", new TreeSet<>(integrator.scopes())));
    }

    @ExceptionHandler
    ResponseEntity<OAuthErrorResponse> onRefusal(OAuthRefusal refusal) {
        var response = ResponseEntity.status(refusal.isAboutClient() ? HttpStatus.UNAUTHORIZED : HttpStatus.BAD_REQUEST)
                .header(HttpHeaders.CACHE_CONTROL, "no-store");
        if (refusal.isAboutClient()) {
            response.header(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"warbler\"");
        }
        return response.body(refusal.body());
    }
}
