package io.warbler.message.receipt;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/// Asks one question of many, never more than a few at once: what else uses the connection is not held up.
final class FewAtATime {

    static final int AT_ONCE = 64;

    private FewAtATime() {}

    /// Every answer; the next few are asked when those before have answered. Blocks; fails as the first that fails.
    static <K, V> Map<K, V> ask(Collection<K> of, Function<K, CompletionStage<V>> question) {
        List<K> waiting = List.copyOf(of);
        Map<K, V> answers = new HashMap<>();
        for (int from = 0; from < waiting.size(); from += AT_ONCE) {
            List<K> few = waiting.subList(from, Math.min(waiting.size(), from + AT_ONCE));
            List<CompletableFuture<V>> asked = new ArrayList<>();
            few.forEach(one -> asked.add(question.apply(one).toCompletableFuture()));
            for (int i = 0; i < few.size(); i++) {
                answers.put(few.get(i), asked.get(i).join());
            }
        }
        return answers;
    }
}
