package io.warbler.gateway.apidocs;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.webjars.WebJarVersionLocator;

/// Serves the documents at `/v1/openapi.yaml` and `/v1/asyncapi.yaml` and a page of the first at `/docs`. Everything
/// comes from this node: the page loads
/// nothing from elsewhere, and its policy forbids it.
@Configuration(proxyBeanMethods = false)
class ApiDocsRoutes {

    private static final String RENDERER = "swagger-ui";
    private static final MediaType SCRIPT = MediaType.parseMediaType("text/javascript;charset=UTF-8");
    private static final MediaType STYLE = MediaType.parseMediaType("text/css;charset=UTF-8");
    /// RFC 9512.
    private static final MediaType DOCUMENT = MediaType.parseMediaType("application/yaml;charset=UTF-8");

    private static final MediaType PAGE = MediaType.parseMediaType("text/html;charset=UTF-8");

    /// `data:` is for the icons in the renderer's style sheet.
    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
                    + "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    @Bean
    RouterFunction<ServerResponse> apiDocs() {
        var routes = RouterFunctions.route();
        add(routes, "/v1/openapi.yaml", "api/openapi.yaml", DOCUMENT);
        add(routes, "/v1/asyncapi.yaml", "api/asyncapi.yaml", DOCUMENT);
        add(routes, "/docs", "docs/index.html", PAGE);
        add(routes, "/docs/page.js", "docs/page.js", SCRIPT);
        add(routes, "/docs/page.css", "docs/page.css", STYLE);
        add(routes, "/docs/swagger-ui.css", renderer("swagger-ui.css"), STYLE);
        add(routes, "/docs/swagger-ui-bundle.js", renderer("swagger-ui-bundle.js"), SCRIPT);
        return routes.build();
    }

    private static void add(RouterFunctions.Builder routes, String path, String name, MediaType type) {
        var file = new ClassPathResource(name);
        if (!file.exists()) {
            throw new IllegalStateException(name + ": not on the class path (expected: part of this program)");
        }
        routes.GET(
                path,
                _ -> ServerResponse.ok()
                        .contentType(type)
                        .header("Content-Security-Policy", POLICY)
                        .header("X-Content-Type-Options", "nosniff")
                        .header("Referrer-Policy", "no-referrer")
                        .header("Cache-Control", "no-cache")
                        .bodyValue(file));
    }

    private static String renderer(String file) {
        String path = new WebJarVersionLocator().fullPath(RENDERER, file);
        if (path == null) {
            throw new IllegalStateException(RENDERER + ": no webjar (expected: on the class path)");
        }
        return path;
    }
}
