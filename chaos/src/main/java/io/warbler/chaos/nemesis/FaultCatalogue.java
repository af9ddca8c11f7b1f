package io.warbler.chaos.nemesis;

import io.warbler.chaos.cluster.Cluster;
import io.warbler.chaos.cluster.Node;
import io.warbler.chaos.proxy.LinkState;
import io.warbler.chaos.proxy.TcpLink;
import io.warbler.chaos.workload.Hostility;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/// Makes faults of all [FaultKinds]; whom each hits is drawn.
public final class FaultCatalogue {

    /// Longer than the group session of 3 s that tells who owns what.
    private static final Duration BEYOND_SESSION = Duration.ofSeconds(5);

    private static final Duration SHORT = Duration.ofSeconds(1);
    private static final Duration CUT = Duration.ofSeconds(4);
    /// As long as an operator takes to notice.
    private static final Duration AWAY = Duration.ofMinutes(1);

    private static final int FLUSHES = 3;

    private final Cluster cluster;
    private final Hostility hostility;
    private final Random random;

    public FaultCatalogue(Cluster cluster, Hostility hostility, long seed) {
        this.cluster = cluster;
        this.hostility = hostility;
        this.random = new Random(seed);
    }

    /// The kinds in an order drawn from the seed.
    public List<String> shuffled(List<String> kinds) {
        List<String> order = new ArrayList<>(kinds);
        Collections.shuffle(order, random);
        return order;
    }

    /// A fault of a kind.
    public Fault make(String kind) {
        int dash = kind.indexOf('-', kind.startsWith("half-open") ? "half-open".length() : 0);
        String what = dash < 0 ? kind : kind.substring(0, dash);
        String target = dash < 0 ? "" : kind.substring(dash + 1);
        return switch (what) {
            case "kill" -> kill(kind, target);
            case "pause" -> new ProcessPause(cluster, kind, process(target), pause(target));
            case "restart" -> ProcessRestart.of(cluster, kind, List.of(process(target)), Duration.ZERO);
            case "rolling" -> ProcessRestart.of(cluster, kind, nodes(), Duration.ZERO);
            case "scale" -> scale(kind, target);
            case "away" -> new ProcessKill(cluster, kind, process(target), AWAY);
            case "wipe" -> new WipedKafka(cluster);
            case "full" -> new FullDisk(cluster, kind, process(target));
            case "partition" -> cut(kind, target, LinkState.PARTITIONED);
            case "half-open" -> cut(kind, target, oneOf(LinkState.REQUESTS_LOST, LinkState.ANSWERS_LOST));
            case "reset" -> cut(kind, target, LinkState.RESET);
            case "flush" -> RedisFlush.of(cluster, FLUSHES);
            case "poison" -> PoisonedLog.of(cluster, random.nextLong());
            case "hostile" -> hostile(kind, target);
            default -> throw new IllegalArgumentException("fault: '" + kind + "' (expected: one of FaultKinds)");
        };
    }

    private Fault scale(String kind, String target) {
        return kind.equals(FaultKinds.SCALE_OUT)
                ? new ScaleOut(cluster)
                : ProcessRestart.of(cluster, kind, List.of(target + "-2"), BEYOND_SESSION);
    }

    private Fault kill(String kind, String target) {
        return target.equals("all") ? new Massacre(cluster) : new ProcessKill(cluster, kind, process(target), SHORT);
    }

    private String process(String target) {
        if (FaultKinds.SERVERS.contains(target)) {
            return target;
        }
        return target.equals("service") ? oneOf("auth-1", "friend-1", "presence-1") : target + "-" + oneOf(1, 2);
    }

    private static Duration pause(String target) {
        return FaultKinds.SERVERS.contains(target) ? CUT : BEYOND_SESSION;
    }

    private List<String> nodes() {
        return cluster.nodes().stream().map(Node::name).toList();
    }

    /// One link of the pair, or all of them: one process is cut off, or everything.
    private Fault cut(String kind, String pair, LinkState state) {
        List<TcpLink> links = new ArrayList<>(cluster.links().stream()
                .filter(link -> isPair(link.name(), pair))
                .toList());
        if (random.nextInt(3) > 0) {
            Collections.shuffle(links, random);
            links = links.subList(0, 1);
        }
        String target = links.size() == 1 ? links.getFirst().name() : "all " + links.size() + " links";
        return new LinkCut(kind, target + " " + state, links, state, state == LinkState.RESET ? SHORT : CUT);
    }

    private static boolean isPair(String link, String pair) {
        return switch (pair) {
            case "gateway-message" -> link.startsWith("gateway-") && link.contains("→message-");
            case "clients" -> link.startsWith("clients→");
            case "redis" -> link.matches("(gateway|message)-.*→redis");
            case "cassandra" -> link.matches("message-.*→cassandra");
            default -> throw new IllegalArgumentException("pair: '" + pair + "' (expected: " + FaultKinds.PAIRS + ")");
        };
    }

    private Fault hostile(String kind, String how) {
        return switch (how) {
            case "storm" -> HostileAct.of(kind, hostility::storm);
            case "replay" -> HostileAct.of(kind, hostility::replay);
            case "forge" -> HostileAct.of(kind, hostility::forge);
            case "flood" -> HostileAct.of(kind, hostility::flood);
            case "deaf" -> HostilePresence.of(kind, hostility::neverRead, Duration.ofSeconds(3));
            case "slow" -> HostilePresence.of(kind, hostility::slowHandshakes, Duration.ofSeconds(2));
            default ->
                throw new IllegalArgumentException("hostile: '" + how + "' (expected: " + FaultKinds.HOSTILE + ")");
        };
    }

    @SafeVarargs
    private <T> T oneOf(T... choices) {
        return choices[random.nextInt(choices.length)];
    }
}
