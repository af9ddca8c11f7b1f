package io.warbler.boot.security;

import io.warbler.boot.error.ApiException;
import io.warbler.boot.error.ErrorCategory;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/// Hands whom the access token names to controllers: as [Principal], as [Integrator], or as either.
final class ActorArgumentResolver implements HandlerMethodArgumentResolver {

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return Actor.class.isAssignableFrom(parameter.getParameterType());
    }

    @Override
    public Actor resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest request,
            @Nullable WebDataBinderFactory binders) {
        if (!(SecurityContextHolder.getContext().getAuthentication()
                instanceof JwtAuthenticationToken authentication)) {
            throw new ApiException("AUTH_REQUIRED", ErrorCategory.AUTH, "log in first");
        }
        var actor = ActorToken.actor(authentication.getToken());
        if (!parameter.getParameterType().isInstance(actor)) {
            throw new ApiException("FORBIDDEN", ErrorCategory.FORBIDDEN, "not allowed");
        }
        return actor;
    }
}
