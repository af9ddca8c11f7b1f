package io.warbler.message.send;

import static org.assertj.core.api.Assertions.assertThat;

import io.warbler.kernel.UserId;
import io.warbler.message.edge.EdgeHarness;
import io.warbler.message.edge.FakeFriends;
import io.warbler.test.StackConnection;
import io.warbler.test.WarblerStack;
import io.warbler.test.token.AccessTokenIssuer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import org.junit.jupiter.api.Test;

/// A send that gets no verdict in time, because nobody owns the log.
@WarblerStack(services = "message", topics = true)
class LateVerdictIT {

    @Test
    void outcomeIsUnknownAndTheRepeatGetsTheOneAck(StackConnection stack) throws Exception {
        UserId alice = EdgeHarness.newUser();
        UserId bob = EdgeHarness.newUser();
        try (var http = HttpClient.newHttpClient();
                var issuer = new AccessTokenIssuer(Clock.systemUTC())) {
            try (var doors = new EdgeHarness(
                    stack, "warbler.tokens.jwks-uri=" + issuer.jwksUri(), "warbler.message.send.patience=1s")) {
                doors.friends().answer(FakeFriends.FRIENDS);
                var late = http.send(send(doors, issuer.tokenOf(alice), bob), BodyHandlers.ofString());
                assertThat(late.statusCode()).isEqualTo(503);
                assertThat(late.body()).contains("\"code\":\"OUTCOME_UNKNOWN\"");
                assertThat(late.headers().firstValue("Retry-After")).isPresent();
            }
            try (var whole = EdgeHarness.whole(stack, "warbler.tokens.jwks-uri=" + issuer.jwksUri())) {
                whole.friends().answer(FakeFriends.FRIENDS);
                HttpResponse<String> repeated =
                        http.send(send(whole, issuer.tokenOf(alice), bob), BodyHandlers.ofString());
                assertThat(repeated.statusCode()).isEqualTo(201);
                assertThat(repeated.body()).contains("\"seq\":\"1\"");
            }
        }
    }

    private static HttpRequest send(EdgeHarness harness, String token, UserId to) {
        return HttpRequest.newBuilder(URI.create(harness.url() + "/v1/users/" + to.value() + "/messages"))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", "late")
                .POST(BodyPublishers.ofString("{\"text\":\"hello\"}"))
                .build();
    }
}
