package io.warbler.auth.credential;

import io.github.bucket4j.Bucket;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;

/// Buckets of this process, for when Redis is away. The least recently used ones are forgotten.
final class LocalBuckets {

    private static final int MAX_BUCKETS = 10_000;
    private static final int INITIAL_CAPACITY = 64;
    private static final float LOAD_FACTOR = 0.75f;

    /// Guarded by itself; nothing else is locked while it is held.
    private final SequencedMap<String, Bucket> bucketByKey = new LinkedHashMap<>(INITIAL_CAPACITY, LOAD_FACTOR, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
            return size() > MAX_BUCKETS;
        }
    };

    Bucket bucket(Attempts attempts, String subject) {
        synchronized (bucketByKey) {
            return bucketByKey.computeIfAbsent(attempts.keyOf(subject), _ -> open(attempts));
        }
    }

    private static Bucket open(Attempts attempts) {
        return Bucket.builder()
                .addLimit(limit ->
                        limit.capacity(attempts.perMinute()).refillGreedy(attempts.perMinute(), Attempts.REFILL))
                .build();
    }
}
