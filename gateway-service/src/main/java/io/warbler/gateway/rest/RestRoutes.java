package io.warbler.gateway.rest;

import io.warbler.boot.cluster.ServiceTargets;
import io.warbler.boot.error.Problem;
import java.net.URI;
import org.springframework.cloud.gateway.route.RouteLocator;
import org.springframework.cloud.gateway.route.builder.RouteLocatorBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;

/// Which service answers which path. What is not listed is not reachable from outside; actuators never are.
@Configuration(proxyBeanMethods = false)
class RestRoutes {

    private static final int UPGRADE_REQUIRED = 426;

    @Bean
    RouteLocator serviceRoutes(RouteLocatorBuilder builder, ServiceTargets services) {
        var routes = builder.routes();
        // before auth, whose users they are
        add(routes, "sends", services.message().http(), "/v1/users/*/messages", "/v1/users/*/sends");
        add(
                routes,
                "auth",
                services.auth().http(),
                "/v1/users",
                "/v1/users/**",
                "/v1/sessions",
                "/v1/sessions/**",
                "/v1/devices/**",
                "/v1/oauth/token",
                "/v1/ws-tickets",
                "/.well-known/jwks.json");
        add(
                routes,
                "friend",
                services.friend().http(),
                "/v1/friend-requests",
                "/v1/friend-requests/**",
                "/v1/friends",
                "/v1/friends/**",
                "/v1/blocks",
                "/v1/blocks/**");
        add(
                routes,
                "message",
                services.message().http(),
                "/v1/conversations",
                "/v1/conversations/**",
                "/v1/mentions",
                "/v1/drafts",
                "/v1/scheduled-sends",
                "/v1/scheduled-sends/*");
        add(routes, "presence", services.presence().http(), "/v1/presence");
        return routes.build();
    }

    private static void add(RouteLocatorBuilder.Builder routes, String service, URI base, String... paths) {
        routes.route(service, route -> route.path(paths).uri(base));
    }

    /// The socket's path without a handshake, or over h2: the handshake itself never gets here.
    @Bean
    RouterFunction<ServerResponse> socketWithoutHandshake() {
        ProblemDetail problem = Problem.of(
                "WS_UPGRADE_REQUIRED", UPGRADE_REQUIRED, "a WebSocket handshake over HTTP/1.1 is expected here");
        return RouterFunctions.route()
                .path(
                        "/v1/ws",
                        nested -> nested.route(
                                _ -> true,
                                _ -> ServerResponse.status(UPGRADE_REQUIRED)
                                        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                                        .header("Upgrade", "websocket")
                                        .bodyValue(problem)))
                .build();
    }
}
