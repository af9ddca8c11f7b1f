package io.warbler.auth.credential;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LocalBucketsTest {

    private static final Attempts ATTEMPTS = new Attempts("test", 2);

    private final LocalBuckets buckets = new LocalBuckets();

    @Test
    void eachSubjectHasItsOwnBucket() {
        assertThat(buckets.bucket(ATTEMPTS, "alice").tryConsume(2)).isTrue();
        assertThat(buckets.bucket(ATTEMPTS, "alice").tryConsume(1)).isFalse();
        assertThat(buckets.bucket(ATTEMPTS, "bob").tryConsume(1)).isTrue();
        assertThat(buckets.bucket(new Attempts("other", 2), "alice").tryConsume(1))
                .isTrue();
    }

    @Test
    void floodOfSubjectsTakesBoundedMemory() {
        var first = buckets.bucket(ATTEMPTS, "first");
        for (int i = 0; i < 10_000; i++) {
            buckets.bucket(ATTEMPTS, "subject " + i);
        }

        assertThat(buckets.bucket(ATTEMPTS, "first")).isNotSameAs(first);
    }
}
