package io.warbler.gateway.webclient;

import io.warbler.gateway.webclient.WebFile.Coding;
import java.util.Objects;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.web.reactive.function.server.HandlerFunction;
import org.springframework.web.reactive.function.server.RequestPredicate;
import org.springframework.web.reactive.function.server.RequestPredicates;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/// Serves the web client: its files at their paths, and its page at every path that the client knows. Everything else
/// is answered as if there were no web client.
@Configuration(proxyBeanMethods = false)
class WebClientRoutes {

    /// Nothing from elsewhere, no inline script or style, no markup made from text: whatever people write, it stays
    /// text.
    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
                    + "font-src 'self'; connect-src 'self'; manifest-src 'self'; worker-src 'self'; base-uri 'none'; "
                    + "form-action 'none'; frame-ancestors 'none'; "
                    + "require-trusted-types-for 'script'; trusted-types default warbler-worker";

    private static final String FOR_EVER = "public, max-age=31536000, immutable";
    private static final String ASK_FIRST = "no-cache";

    private static final RequestPredicate READING = RequestPredicates.methods(HttpMethod.GET, HttpMethod.HEAD);

    @Bean
    RouterFunction<ServerResponse> webClient() {
        WebFiles files = WebFiles.load();
        RouterFunctions.Builder routes = RouterFunctions.route();
        HandlerFunction<ServerResponse> page = request -> answer(request, files.index());
        for (String route : files.routes()) {
            routes.route(READING.and(RequestPredicates.path(route)), page);
        }
        routes.route(
                READING.and(request -> files.at(request.path()).isPresent()),
                request -> answer(request, files.at(request.path()).orElseThrow()));
        return routes.build();
    }

    private static Mono<ServerResponse> answer(ServerRequest request, WebFile file) {
        HttpHeaders headers = request.exchange().getResponse().getHeaders();
        headers.set("Content-Security-Policy", POLICY);
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("Referrer-Policy", "no-referrer");
        headers.set("Cross-Origin-Opener-Policy", "same-origin");
        headers.set("Permissions-Policy", "camera=(), geolocation=(), microphone=()");
        headers.set(HttpHeaders.CACHE_CONTROL, file.isImmutable() ? FOR_EVER : ASK_FIRST);
        headers.set(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
        return request.checkNotModified(file.etag()).switchIfEmpty(Mono.defer(() -> send(request, file)));
    }

    private static Mono<ServerResponse> send(ServerRequest request, WebFile file) {
        Coding coding = file.codingFor(request.headers().header(HttpHeaders.ACCEPT_ENCODING));
        byte[] content = Objects.requireNonNull(file.bytesByCoding().get(coding));
        var response = ServerResponse.ok()
                .contentType(file.type())
                .contentLength(content.length)
                .eTag(file.etag());
        if (coding != Coding.IDENTITY) {
            response.header(HttpHeaders.CONTENT_ENCODING, coding.token());
        }
        return response.bodyValue(content);
    }
}
