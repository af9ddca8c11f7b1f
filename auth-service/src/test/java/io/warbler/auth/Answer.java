package io.warbler.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpHeaders;
import tools.jackson.databind.JsonNode;

/// An HTTP response and what a test wants to know of it.
public record Answer(int status, HttpHeaders headers, JsonNode json, String body) {

    public Answer hasStatus(int expected) {
        assertThat(status).as(body).isEqualTo(expected);
        return this;
    }

    /// A problem of our one form.
    public Answer isProblem(int expectedStatus, String code) {
        hasStatus(expectedStatus);
        assertThat(headers.firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
        assertThat(text("code")).isEqualTo(code);
        assertThat(text("type")).isEqualTo("urn:warbler:error:" + code);
        assertThat(json.path("status").asInt()).isEqualTo(expectedStatus);
        assertThat(body).doesNotContain("Exception", "at io.warbler", "tools.jackson");
        return this;
    }

    public String text(String field) {
        return json.path(field).asString("");
    }

    public String accessToken() {
        return text("accessToken");
    }

    public String refreshToken() {
        return text("refreshToken");
    }
}
