package io.warbler.boot.security;

import io.warbler.kernel.UserId;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;

/// Whom an access token names: a user by `sub`, `did` and `sid`, or an integrator by `sub` = `client_id` and `scope`.
/// The ids differ in form and a token with claims of both is none, so neither passes for the other.
final class ActorToken {

    /// What every endpoint asks for that is not open to integrators.
    static final String USER_AUTHORITY = "USER";

    static final String SCOPE_PREFIX = "SCOPE_";

    private static final String DEVICE = "did";
    private static final String SESSION = "sid";
    private static final String CLIENT = "client_id";
    private static final String SCOPE = "scope";
    private static final Pattern DEVICE_FORM = Pattern.compile("v[0-9a-f]{32}");
    private static final Pattern SESSION_FORM = Pattern.compile("s[0-9a-f]{32}");
    private static final OAuth2TokenValidatorResult NOBODY = OAuth2TokenValidatorResult.failure(
            new OAuth2Error("invalid_token", "the claims name neither a user nor an integrator", null));

    private ActorToken() {}

    static OAuth2TokenValidatorResult validate(Jwt token) {
        return namesUser(token) != namesIntegrator(token) ? OAuth2TokenValidatorResult.success() : NOBODY;
    }

    static JwtAuthenticationToken authenticate(Jwt token) {
        return new JwtAuthenticationToken(token, authorities(token));
    }

    /// The decoder let only tokens through that name one of both.
    static Actor actor(Jwt token) {
        var subject = text(token, "sub");
        return namesUser(token)
                ? new Principal(new UserId(subject), text(token, DEVICE), text(token, SESSION))
                : new Integrator(subject, scopes(token));
    }

    private static Collection<GrantedAuthority> authorities(Jwt token) {
        if (namesUser(token)) {
            return List.of(new SimpleGrantedAuthority(USER_AUTHORITY));
        }
        return scopes(token).stream()
                .<GrantedAuthority>map(scope -> new SimpleGrantedAuthority(SCOPE_PREFIX + scope))
                .toList();
    }

    private static boolean namesUser(Jwt token) {
        return UserId.isValid(text(token, "sub"))
                && DEVICE_FORM.matcher(text(token, DEVICE)).matches()
                && SESSION_FORM.matcher(text(token, SESSION)).matches()
                && !token.hasClaim(CLIENT)
                && !token.hasClaim(SCOPE);
    }

    private static boolean namesIntegrator(Jwt token) {
        var subject = text(token, "sub");
        return Integrator.isClientId(subject)
                && subject.equals(text(token, CLIENT))
                && token.getClaims().get(SCOPE) instanceof String
                && !token.hasClaim(DEVICE)
                && !token.hasClaim(SESSION);
    }

    private static Set<String> scopes(Jwt token) {
        return Set.copyOf(Stream.of(text(token, SCOPE).split(" "))
                .filter(scope -> !scope.isEmpty())
                .toList());
    }

    /// The claim if it is text, else nothing that any form allows.
    private static String text(Jwt token, String claim) {
        @Nullable Object value = token.getClaims().get(claim);
        return value instanceof String text ? text : "";
    }
}
