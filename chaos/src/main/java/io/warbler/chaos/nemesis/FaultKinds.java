package io.warbler.chaos.nemesis;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/// The kinds of faults that can be injected.
public final class FaultKinds {

    static final List<String> SERVERS = List.of("redis", "kafka", "cassandra");
    static final List<String> PATH = List.of("message", "gateway");
    static final List<String> PAIRS = List.of("gateway-message", "clients", "redis", "cassandra");
    static final List<String> HOSTILE = List.of("storm", "replay", "forge", "flood", "deaf", "slow");
    static final String ALL_PROCESSES = "kill-all";
    /// Needs a node that the cluster has in store.
    public static final String SCALE_OUT = "scale-out";

    /// Take so long that they come only when asked for.
    private static final Set<String> ONLY_WHEN_ASKED_FOR = Set.of(ALL_PROCESSES, SCALE_OUT, "away-cassandra");

    private static final List<String> ALL = Stream.of(
                    with("kill-", PATH),
                    with("kill-", SERVERS),
                    Stream.of("kill-service", ALL_PROCESSES),
                    with("pause-", PATH),
                    with("pause-", SERVERS),
                    with("restart-", PATH),
                    Stream.of("rolling-restart"),
                    with("scale-", PATH),
                    Stream.of(SCALE_OUT, "away-cassandra", "wipe-kafka", "full-kafka"),
                    with("partition-", PAIRS),
                    with("half-open-", PAIRS),
                    with("reset-", PAIRS),
                    Stream.of("flush-redis", "poison"),
                    with("hostile-", HOSTILE))
            .flatMap(kinds -> kinds)
            .toList();

    private FaultKinds() {}

    /// Kinds that begin with one of the words; all but those that take longest when there is no word.
    ///
    /// @throws IllegalArgumentException a word that no kind begins with
    public static List<String> chosenBy(List<String> words) {
        if (words.isEmpty()) {
            return ALL.stream()
                    .filter(kind -> !ONLY_WHEN_ASKED_FOR.contains(kind))
                    .toList();
        }
        Set<String> chosen = new TreeSet<>();
        for (String word : words) {
            List<String> found =
                    ALL.stream().filter(kind -> kind.startsWith(word)).toList();
            if (found.isEmpty()) {
                throw new IllegalArgumentException("fault: '" + word + "' (expected: one of " + ALL + ")");
            }
            chosen.addAll(found);
        }
        return List.copyOf(chosen);
    }

    private static Stream<String> with(String beginning, List<String> ends) {
        return ends.stream().map(end -> beginning + end);
    }
}
