package io.warbler.gateway.webclient;

import static org.assertj.core.api.Assertions.assertThat;

import io.warbler.gateway.kit.RestRig;
import io.warbler.gateway.kit.TestGateway;
import io.warbler.test.StackConnection;
import io.warbler.test.WarblerStack;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@WarblerStack(topics = true, shared = true)
class WebClientIT {

    private static final Pattern REFERENCE = Pattern.compile("(?:src|href)=\"([^\"]+)\"");
    private static RestRig rest;
    private static TestGateway gateway;

    @BeforeAll
    static void start(StackConnection stack) {
        rest = RestRig.shared(stack);
        gateway = TestGateway.shared(stack);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/sign-up",
                "/c/d7e2f1c7166ced8b8c9792fa67043026d",
                "/c/d7e2f1c7166ced8b8c9792fa67043026d/info",
                "/friends",
                "/friends/requests",
                "/settings/devices",
                "/u/u0199f1a02b3c7d4e8f5061728394a5b6"
            })
    void pageIsServedAtTheClientsOwnPathsUnderAStrictPolicy(String path) {
        HttpResponse<byte[]> page = get(path);

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(header(page, "Content-Type")).isEqualTo("text/html;charset=UTF-8");
        assertThat(header(page, "Cache-Control")).isEqualTo("no-cache");
        assertThat(header(page, "X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(header(page, "Referrer-Policy")).isEqualTo("no-referrer");
        assertThat(header(page, "Content-Security-Policy"))
                .startsWith("default-src 'none'; script-src 'self'; style-src 'self';")
                .contains("frame-ancestors 'none'", "require-trusted-types-for 'script'")
                .doesNotContain("unsafe", "http", "*");
        assertThat(text(page)).contains("id=\"root\"").doesNotContain("<style", "style=", "://");
        assertThat(text(page)).doesNotContainPattern("<script>");
    }

    @Test
    void whatThePageLoadsIsThereForEver() {
        List<String> references = REFERENCE
                .matcher(text(get("/")))
                .results()
                .map((MatchResult match) -> match.group(1))
                .toList();

        assertThat(references).anyMatch(it -> it.endsWith(".js")).anyMatch(it -> it.endsWith(".css"));
        for (String reference : references) {
            HttpResponse<byte[]> loaded = get(reference);
            assertThat(loaded.statusCode()).as(reference).isEqualTo(200);
            assertThat(header(loaded, "Cache-Control"))
                    .as(reference)
                    .isEqualTo(reference.startsWith("/assets/") ? "public, max-age=31536000, immutable" : "no-cache");
        }
    }

    @Test
    void filesAreSentInTheSmallestFormThatIsAccepted() throws IOException {
        String plain = text(get("/"));

        HttpResponse<byte[]> brotli = get("/", "Accept-Encoding", "gzip, deflate, br");
        assertThat(header(brotli, "Content-Encoding")).isEqualTo("br");
        HttpResponse<byte[]> gzip = get("/", "Accept-Encoding", "br;q=0, gzip");
        assertThat(header(gzip, "Content-Encoding")).isEqualTo("gzip");
        try (var unpacked = new GZIPInputStream(new ByteArrayInputStream(gzip.body()))) {
            assertThat(new String(unpacked.readAllBytes(), StandardCharsets.UTF_8))
                    .isEqualTo(plain);
        }
        assertThat(header(gzip, "Vary")).isEqualTo("Accept-Encoding");
        assertThat(brotli.body().length).isLessThan(gzip.body().length);
    }

    @Test
    void pageThatTheBrowserHasIsNotSentAgain() {
        String tag = header(get("/"), "ETag");

        HttpResponse<byte[]> again = get("/friends", "If-None-Match", tag);

        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
        assertThat(header(again, "Cache-Control")).isEqualTo("no-cache");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/nothing",
                "/c",
                "/c/a/b",
                "/settings/a/b",
                "/assets/other.js",
                "/assets/",
                "/routes.json",
                "/sw.js.br",
                "/..%2fapplication.yml",
                "/%2e%2e/application.yml",
                "/web/index.html",
                "/v2/users"
            })
    void otherPathsAreAnsweredAsBefore(String path) {
        HttpResponse<byte[]> response = get(path);

        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(text(response)).contains("NOT_FOUND");
        assertThat(response.headers().firstValue("Content-Security-Policy")).isEmpty();
    }

    @Test
    void restPassesOn() {
        assertThat(text(get("/v1/friends"))).contains("\"ok\":true");
    }

    private static HttpResponse<byte[]> get(String path, String... headers) {
        var request = HttpRequest.newBuilder(URI.create("https://localhost:" + gateway.port() + path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return rest.client().send(request.build(), BodyHandlers.ofByteArray());
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static String header(HttpResponse<byte[]> response, String name) {
        return response.headers().firstValue(name).orElseThrow();
    }

    private static String text(HttpResponse<byte[]> response) {
        return new String(response.body(), StandardCharsets.UTF_8);
    }
}
