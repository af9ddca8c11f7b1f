package io.warbler.gateway.apidocs;

import static org.assertj.core.api.Assertions.assertThat;

import io.warbler.gateway.kit.RestRig;
import io.warbler.gateway.kit.TestGateway;
import io.warbler.test.StackConnection;
import io.warbler.test.WarblerStack;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.io.ClassPathResource;

@WarblerStack(topics = true, shared = true)
class ApiDocsIT {

    private static final Pattern REFERENCE = Pattern.compile("(?:src|href)=\"([^\"]+)\"");
    private static RestRig rest;
    private static TestGateway gateway;

    @BeforeAll
    static void start(StackConnection stack) {
        rest = RestRig.shared(stack);
        gateway = TestGateway.shared(stack);
    }

    @ParameterizedTest
    @CsvSource({"openapi.yaml, openapi: 3.1.0", "asyncapi.yaml, asyncapi: 3.0.0"})
    void documentsAreServedAsWritten(String name, String begin) throws IOException {
        HttpResponse<String> response = get("/v1/" + name);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).contains("application/yaml;charset=UTF-8");
        assertThat(response.body())
                .isEqualTo(new ClassPathResource("api/" + name).getContentAsString(StandardCharsets.UTF_8));
        assertThat(response.body()).startsWith(begin);
    }

    @Test
    void pageAndAllThatItLoadsComeFromHereUnderAStrictPolicy() {
        HttpResponse<String> page = get("/docs");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Type")).contains("text/html;charset=UTF-8");
        assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
                .startsWith("default-src 'none'; script-src 'self'; style-src 'self';")
                .doesNotContain("unsafe", "http", "*");
        assertThat(page.body())
                .doesNotContain("style=", "<style", "onload", "://")
                .doesNotContainPattern("<script>");

        List<String> references = REFERENCE
                .matcher(page.body())
                .results()
                .map((MatchResult match) -> match.group(1))
                .toList();
        assertThat(references)
                .contains("/docs/swagger-ui-bundle.js", "/docs/swagger-ui.css", "/docs/page.js", "/v1/openapi.yaml");
        for (String reference : references) {
            HttpResponse<String> loaded = get(reference);
            assertThat(loaded.statusCode()).as(reference).isEqualTo(200);
            assertThat(loaded.body()).as(reference).isNotBlank();
            assertThat(loaded.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
            assertThat(loaded.headers().firstValue("Content-Type").orElseThrow())
                    .as(reference)
                    .startsWith(typeOf(reference));
        }
        assertThat(get("/docs/swagger-ui-bundle.js").body()).contains("SwaggerUIBundle");
        assertThat(get("/docs/page.js").body()).contains("/v1/openapi.yaml");
    }

    private static String typeOf(String reference) {
        return switch (reference.substring(reference.lastIndexOf('.'))) {
            case ".js" -> "text/javascript";
            case ".css" -> "text/css";
            case ".yaml" -> "application/yaml";
            default -> throw new IllegalArgumentException(reference);
        };
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/docs/other.js",
                "/docs/index.html",
                "/docs/..%2fapplication.yml",
                "/docs/%2e%2e/application.yml",
                "/webjars/swagger-ui/swagger-ui.css",
                "/v1/openapi.json",
                "/v1/asyncapi.json"
            })
    void nothingElseOfTheClassPathIsServed(String path) {
        HttpResponse<String> response = get(path);

        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(response.body()).contains("NOT_FOUND");
    }

    private static HttpResponse<String> get(String path) {
        return rest.get(gateway, path, "");
    }
}
