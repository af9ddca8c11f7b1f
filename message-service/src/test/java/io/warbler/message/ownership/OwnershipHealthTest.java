package io.warbler.message.ownership;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Status;

class OwnershipHealthTest {

    private Instant now = Instant.parse("2026-01-01T00:00:00Z");

    private final OwnershipHealth health = new OwnershipHealth(new Clock() {
        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneOffset getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(java.time.ZoneId zone) {
            return this;
        }
    });

    @BeforeEach
    void join() {
        health.joined();
        health.polled();
    }

    @Test
    void partitionThatDoesNotOpenTurnsReadinessRedAfterTenSeconds() {
        health.opening(3);
        health.openingFailed(3, new IllegalStateException("store away"));
        pass(Duration.ofSeconds(10));
        assertThat(health.health().getStatus()).isEqualTo(Status.UP);

        pass(Duration.ofMillis(1));
        assertThat(health.health().getStatus()).isEqualTo(Status.DOWN);
        assertThat(String.valueOf(health.health().getDetails())).contains("3=since", "store away");

        health.opened(3);
        assertThat(health.health().getStatus()).isEqualTo(Status.UP);
    }

    @Test
    void stoppedPartitionTurnsReadinessRedUntilItIsGone() {
        health.stopped(new PartitionStoppedException(2, "too new"));
        assertThat(health.health().getStatus()).isEqualTo(Status.DOWN);
        assertThat(String.valueOf(health.health().getDetails())).contains("2=too new");

        health.gone(2);
        assertThat(health.health().getStatus()).isEqualTo(Status.UP);
    }

    private void pass(Duration time) {
        now = now.plus(time);
        health.polled();
    }
}
