package io.warbler.boot.security;

import io.warbler.boot.error.ErrorCategory;
import io.warbler.boot.error.Problem;
import io.warbler.boot.error.ProblemWriter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;

/// Answers 401, 403 and "the keys cannot be fetched" as problems; why a token is bad is not told.
final class ProblemResponses implements AuthenticationEntryPoint, AccessDeniedHandler {

    private final ProblemWriter problems;

    ProblemResponses(ProblemWriter problems) {
        this.problems = problems;
    }

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
            throws IOException {
        if (failure instanceof AuthenticationServiceException) {
            response.setHeader(HttpHeaders.RETRY_AFTER, "1");
            problems.write(
                    response,
                    Problem.of("AUTH_KEYS_UNAVAILABLE", ErrorCategory.UNAVAILABLE, "the token cannot be checked now"));
            return;
        }
        boolean presented = failure instanceof OAuth2AuthenticationException;
        response.setHeader(HttpHeaders.WWW_AUTHENTICATE, presented ? "Bearer error=\"invalid_token\"" : "Bearer");
        problems.write(
                response,
                presented
                        ? Problem.of(
                                "AUTH_TOKEN_INVALID", ErrorCategory.AUTH, "the access token is not valid or expired")
                        : Problem.of("AUTH_REQUIRED", ErrorCategory.AUTH, "log in first"));
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException failure)
            throws IOException {
        boolean integrator = isIntegrator(SecurityContextHolder.getContext().getAuthentication());
        if (integrator) {
            response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer error=\"insufficient_scope\"");
        }
        problems.write(
                response,
                integrator
                        ? Problem.of(
                                "AUTH_SCOPE_INSUFFICIENT",
                                ErrorCategory.FORBIDDEN,
                                "the integrator has no scope for this")
                        : Problem.of("FORBIDDEN", ErrorCategory.FORBIDDEN, "not allowed"));
    }

    private static boolean isIntegrator(@Nullable Authentication authentication) {
        return authentication instanceof JwtAuthenticationToken token
                && ActorToken.actor(token.getToken()) instanceof Integrator;
    }
}
