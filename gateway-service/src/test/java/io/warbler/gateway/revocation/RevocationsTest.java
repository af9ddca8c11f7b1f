package io.warbler.gateway.revocation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.warbler.gateway.connection.ConnectionProperties;
import io.warbler.gateway.connection.Connections;
import io.warbler.proto.auth.v1.SessionRevoked;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

class RevocationsTest {

    private static final String KEPT = "warbler.gateway.revocation.kept";

    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();

    @Test
    void whatWasRevokedIsKnownHoweverOftenItIsTold() {
        Revocations revocations = revocations(Duration.ofMinutes(15), 10);

        assertThat(revocations.isRevoked("s1")).isFalse();
        revocations.add(revoked("s1"));
        revocations.add(revoked("s1"));

        assertThat(revocations.isRevoked("s1")).isTrue();
        assertThat(revocations.isRevoked("s2")).isFalse();
        assertThat(kept()).isEqualTo(1);
    }

    @Test
    void memoryIsBoundedAndWhatIsForgottenForItIsCounted() {
        Revocations revocations = revocations(Duration.ofMinutes(15), 10);
        for (int i = 0; i < 1_000; i++) {
            revocations.add(revoked("s" + i));
        }

        await().until(() -> kept() == 10);
        assertThat(metrics.counter("warbler.gateway.revocation.forgotten").count())
                .isEqualTo(990);
    }

    @Test
    void revocationIsForgottenWhenItsTokensHaveExpired() {
        Revocations revocations = revocations(Duration.ofMillis(50), 10);
        revocations.add(revoked("s1"));

        await().until(() -> !revocations.isRevoked("s1"));
        assertThat(metrics.counter("warbler.gateway.revocation.forgotten").count())
                .isZero();
    }

    private double kept() {
        return metrics.get(KEPT).gauge().value();
    }

    private static SessionRevoked revoked(String session) {
        return SessionRevoked.newBuilder().setUser("u1").setSession(session).build();
    }

    private Revocations revocations(Duration keptFor, int maxKept) {
        var limits = new ConnectionProperties(
                Duration.ofSeconds(20),
                Duration.ofSeconds(5),
                10,
                10,
                20,
                100,
                300,
                300,
                10,
                16,
                256,
                DataSize.ofMegabytes(1),
                Duration.ofSeconds(2));
        var properties = new RevocationProperties(keptFor, maxKept, Duration.ofMillis(250), Duration.ofMillis(200));
        return new Revocations(new Connections(limits, List.of()), properties, metrics);
    }
}
