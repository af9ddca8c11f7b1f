package io.warbler.message.receipt;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

/// Asks one question of many, never more than a few at once, whoever asks: what else uses the connection is not held
/// up.
///
/// Thread-safe.
final class FewAtATime {

    static final int AT_ONCE = 64;

    /// For all callers, the longest waiting first.
    private final Semaphore permits = new Semaphore(AT_ONCE, true);

    /// Every answer. Blocks; fails as the first of them that failed, and then asks no further.
    <K, V> Map<K, V> ask(Collection<K> of, Function<K, CompletionStage<V>> question) {
        Map<K, CompletableFuture<V>> asked = new LinkedHashMap<>();
        var failed = new AtomicBoolean();
        for (K one : of) {
            if (failed.get()) {
                break;
            }
            permits.acquireUninterruptibly();
            asked.put(one, asked(one, question).whenComplete((_, failure) -> {
                failed.compareAndSet(false, failure != null);
                permits.release();
            }));
        }
        Map<K, V> answers = new HashMap<>();
        asked.forEach((one, answer) -> answers.put(one, answer.join()));
        return answers;
    }

    private static <K, V> CompletableFuture<V> asked(K one, Function<K, CompletionStage<V>> question) {
        try {
            return question.apply(one).toCompletableFuture();
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }
}
