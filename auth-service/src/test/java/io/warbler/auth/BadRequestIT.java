package io.warbler.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BadRequestIT extends SharedAuth {

    private final AuthHttp http = AUTH.http();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "{\"name\":\"somebody\",\"password\":\"long enough\",\"admin\":true} | REQUEST_UNKNOWN_FIELD",
                "{\"name\":12345,\"password\":\"long enough\"}                     | REQUEST_MALFORMED",
                "{\"name\":\"somebody\",\"password\":true}                         | REQUEST_MALFORMED",
                "{\"name\":[\"somebody\"],\"password\":\"long enough\"}            | REQUEST_MALFORMED",
                "{\"name\":\"a\",\"name\":\"b\",\"password\":\"long enough\"}      | REQUEST_MALFORMED",
                "{\"name\":\"somebody\",\"password\":\"long enough\"} trailing     | REQUEST_MALFORMED",
                "{\"name\":\"somebody\"                                            | REQUEST_MALFORMED",
                "[]                                                                | REQUEST_MALFORMED",
                "null                                                              | REQUEST_MALFORMED",
                "{}                                                                | REQUEST_INVALID",
                "{\"name\":null,\"password\":\"long enough\"}                      | REQUEST_INVALID",
                "{\"name\":\"ab\",\"password\":\"long enough\"}                    | REQUEST_INVALID",
                "{\"name\":\"white space\",\"password\":\"long enough\"}           | REQUEST_INVALID",
                "{\"name\":\"ünïcödé\",\"password\":\"long enough\"}               | REQUEST_INVALID",
                "{\"name\":\"somebody\",\"password\":\"short\"}                    | REQUEST_INVALID"
            })
    void malformedRegistrationIsRefusedWithItsCode(String body, String code) {
        http.post("/v1/users", body).isProblem(400, code);
    }

    @Test
    void passwordIsNotInTheAnswer() {
        var answer = http.register("x", "sEcReT-canary").isProblem(400, "REQUEST_INVALID");

        assertThat(answer.body()).doesNotContain("sEcReT-canary");
    }

    @Test
    void tooLargeBodyIsRefusedWithAndWithoutLength() {
        var large = "{\"name\":\"" + "a".repeat(70_000) + "\"}";

        http.post("/v1/users", large).isProblem(413, "REQUEST_TOO_LARGE");
        http.send(http.request("/v1/users")
                        .POST(BodyPublishers.ofInputStream(
                                () -> new ByteArrayInputStream(large.getBytes(StandardCharsets.UTF_8)))))
                .isProblem(413, "REQUEST_TOO_LARGE");
    }

    @Test
    void wrongMethodMediaTypeAndPathHaveTheirCodes() {
        var token = http.loginAsSomebody().accessToken();

        var wrongMethod = http.delete("/v1/users", token).isProblem(405, "REQUEST_METHOD_NOT_ALLOWED");
        assertThat(wrongMethod.headers().firstValue("Allow").orElse("")).contains("GET");
        http.send(http.request("/v1/users")
                        .setHeader("Content-Type", "text/plain")
                        .POST(BodyPublishers.ofString("x")))
                .isProblem(415, "REQUEST_MEDIA_TYPE");
        http.get("/v1/nothing", token).isProblem(404, "NOT_FOUND");
        http.get("/nothing").isProblem(404, "NOT_FOUND");
        http.get("/v1/nothing").isProblem(401, "AUTH_REQUIRED");
    }

    @Test
    void formsAreRefusedWhateverIsInThem() {
        http.send(http.request("/v1/sessions")
                        .setHeader("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString("{\"name\":\"\uffffevil\"}")))
                .isProblem(400, "REQUEST_MALFORMED");
        http.send(http.request("/v1/sessions")
                        .setHeader("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString("name=somebody&password=x")))
                .isProblem(415, "REQUEST_MEDIA_TYPE");
    }

    @Test
    void badLoginDeviceIsRefused() {
        http.post("/v1/sessions", """
                        {"name":"somebody","password":"x","device":{"id":"v1","platform":"web","name":"n"}}""").isProblem(400, "REQUEST_INVALID");
        http.post("/v1/sessions", """
                        {"name":"somebody","password":"x","device":{"platform":"web","name":"n","root":1}}""").isProblem(400, "REQUEST_UNKNOWN_FIELD");
    }
}
