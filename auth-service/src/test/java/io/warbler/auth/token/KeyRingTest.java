package io.warbler.auth.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class KeyRingTest {

    private static final Instant START = Instant.parse("2026-11-22T00:00:00Z");
    private static final Duration KEPT = Duration.ofMinutes(12);

    private final SigningKey first = key(1, START);
    private final SigningKey second = key(2, START.plusSeconds(86_400));
    private final SigningKey third = key(3, START.plusSeconds(2 * 86_400));
    private final KeyRing ring = new KeyRing(List.of(second, first, third));

    @Test
    void lastKeyWhoseTimeHasComeSigns() {
        assertThat(ring.current(START)).contains(first);
        assertThat(ring.current(second.activeFrom().minusMillis(1))).contains(first);
        assertThat(ring.current(second.activeFrom())).contains(second);
        assertThat(ring.current(START.plusSeconds(10_000_000))).contains(third);
    }

    @Test
    void clockThatIsBehindSignsWithTheFirstKey() {
        assertThat(ring.current(START.minusSeconds(5))).contains(first);
        assertThat(new KeyRing(List.of()).current(START)).isEmpty();
    }

    @Test
    void keyIsPublishedUntilTheLastTokenItSignedIsExpired() {
        var succession = second.activeFrom();

        assertThat(ring.published(succession.plus(KEPT), KEPT)).containsExactly(first, second, third);
        assertThat(ring.published(succession.plus(KEPT).plusMillis(1), KEPT)).containsExactly(second, third);
    }

    @Test
    void currentKeyIsNeverRetired() {
        assertThat(ring.retired(START.plusSeconds(100_000_000), KEPT)).containsExactly(first, second);
    }

    @Test
    void nextKeyIsOneWhoseTimeIsToCome() {
        assertThat(ring.hasNext(third.activeFrom().minusMillis(1))).isTrue();
        assertThat(ring.hasNext(third.activeFrom())).isFalse();
    }

    private static SigningKey key(int number, Instant activeFrom) {
        try {
            return new SigningKey(
                    number, new ECKeyGenerator(Curve.P_256).keyID("k" + number).generate(), activeFrom);
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }
}
