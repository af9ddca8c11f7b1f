package io.warbler.gateway.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RendezvousTest {

    private static final List<String> NODES = List.of("10.0.0.1:9112", "10.0.0.2:9112", "10.0.0.3:9112");

    @Test
    void keysSpreadEvenly() {
        Map<String, Integer> countByNode = new HashMap<>();
        keys().forEach(key -> countByNode.merge(Rendezvous.pick(key, NODES).orElseThrow(), 1, Integer::sum));

        assertThat(countByNode.values()).hasSize(3).allMatch(count -> count > 2_700 && count < 4_000);
    }

    @Test
    void nodeThatGoesMovesOnlyItsOwnKeys() {
        List<String> rest = NODES.subList(0, 2);

        assertThat(keys())
                .filteredOn(key -> !Rendezvous.pick(key, NODES).orElseThrow().equals(NODES.get(2)))
                .allMatch(key -> Rendezvous.pick(key, NODES).equals(Rendezvous.pick(key, rest)));
    }

    @Test
    void pickIsTheFirstOfTheRanking() {
        assertThat(keys().subList(0, 100))
                .allMatch(key -> Rendezvous.rank(key, NODES)
                        .getFirst()
                        .equals(Rendezvous.pick(key, NODES).orElseThrow()));
        assertThat(Rendezvous.pick("any", List.of())).isEmpty();
    }

    private static List<String> keys() {
        return IntStream.range(0, 10_000).mapToObj("d%032x"::formatted).toList();
    }
}
