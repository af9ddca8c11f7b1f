package io.warbler.auth.credential;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.warbler.boot.error.ApiException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PasswordHasherTest {

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final PasswordHasher hasher = new PasswordHasher(
            new PasswordProperties(19_456, 2, 1, 1, 1, Duration.ofSeconds(20)), new CredentialMetrics(registry));

    @AfterEach
    void stop() {
        hasher.destroy();
    }

    @Test
    void hashIsArgon2idWithTheParametersOfOwasp() {
        var encoded = hasher.hash("correct horse");

        assertThat(encoded).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
        assertThat(hasher.matches("correct horse", encoded)).isTrue();
        assertThat(hasher.matches("wrong horse", encoded)).isFalse();
        assertThat(hasher.hash("correct horse")).isNotEqualTo(encoded);
    }

    @Test
    void loginsBeyondTheQueueAreRefusedAtOnce() throws Exception {
        Callable<String> attempt = () -> {
            try {
                return hasher.hash("password").substring(0, 9);
            } catch (ApiException refused) {
                return refused.code();
            }
        };

        List<String> outcomes = new ArrayList<>();
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var future : executor.invokeAll(Collections.nCopies(20, attempt))) {
                outcomes.add(future.get());
            }
        }

        assertThat(outcomes).containsOnly("$argon2id", "AUTH_BUSY").contains("$argon2id", "AUTH_BUSY");
    }

    @Test
    void runningHashesAreMeasured() {
        assertThat(registry.get("warbler.auth.credential.hashes.running")
                        .gauge()
                        .value())
                .isZero();
    }
}
