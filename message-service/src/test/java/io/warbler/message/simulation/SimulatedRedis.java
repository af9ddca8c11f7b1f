package io.warbler.message.simulation;

import io.warbler.boot.delivery.NodeAddress;
import io.warbler.message.sequencing.Decision.Appended;
import io.warbler.message.sequencing.Row;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Redis: may be emptied at any moment, or replaced by a process that holds older data.
final class SimulatedRedis {

    private int process;
    private int version;
    private Content content = new Content();
    private @Nullable Content backup;

    /// Everything that it holds.
    private static final class Content {

        private final long[] heads = new long[Cast.TALKS.size()];
        private final List<Map<Long, Row.Message>> tails = new ArrayList<>();
        private final Map<String, Set<NodeAddress>> routes = new HashMap<>();
        private final Map<String, String> announced = new HashMap<>();
        private boolean routesKept;

        private Content() {
            Cast.TALKS.forEach(_ -> tails.add(new HashMap<>()));
        }

        private Content copy() {
            var copy = new Content();
            System.arraycopy(heads, 0, copy.heads, 0, heads.length);
            for (int i = 0; i < tails.size(); i++) {
                copy.tails.get(i).putAll(tails.get(i));
            }
            routes.forEach((user, nodes) -> copy.routes.put(user, new HashSet<>(nodes)));
            copy.announced.putAll(announced);
            copy.routesKept = routesKept;
            return copy;
        }
    }

    @Override
    public String toString() {
        return process() + " with heads " + Arrays.toString(content.heads);
    }

    /// Rises whenever data is lost.
    int version() {
        return version;
    }

    String process() {
        return "redis-" + process;
    }

    /// All data is gone.
    void flush() {
        version++;
        content = new Content();
    }

    /// What a later process may come back with.
    void save() {
        backup = content.copy();
    }

    /// Another process answers, with what was saved or with nothing.
    void replace() {
        process++;
        version++;
        content = backup == null ? new Content() : backup.copy();
    }

    /// The product's script: only a higher head gets in, and brings its messages.
    ///
    /// @param mayMakeHeads whether it gets in where there is none, too
    void advance(List<Appended> appended, boolean mayMakeHeads) {
        for (Cast.Talk talk : Cast.TALKS) {
            if (mayMakeHeads || head(talk) > 0) {
                advance(talk, of(talk, appended));
            }
        }
    }

    private static List<Row.Numbered> of(Cast.Talk talk, List<Appended> appended) {
        List<Row.Numbered> rows = new ArrayList<>();
        for (Appended it : appended) {
            if (Cast.talkOf(it.event().stamp().conversation()).index() == talk.index()) {
                rows.add(it.event());
            }
        }
        return rows;
    }

    private void advance(Cast.Talk talk, List<Row.Numbered> rows) {
        if (rows.isEmpty() || rows.getLast().seq() <= content.heads[talk.index()]) {
            return;
        }
        content.heads[talk.index()] = rows.getLast().seq();
        for (Row.Numbered row : rows) {
            if (row instanceof Row.Message message) {
                content.tails.get(talk.index()).put(message.ordinal(), message);
            }
        }
    }

    /// 0 when it is not cached.
    long head(Cast.Talk talk) {
        return content.heads[talk.index()];
    }

    Row.@Nullable Message tail(Cast.Talk talk, long ordinal) {
        return content.tails.get(talk.index()).get(ordinal);
    }

    void dropHeads() {
        for (Cast.Talk talk : Cast.TALKS) {
            content.heads[talk.index()] = 0;
            content.tails.get(talk.index()).clear();
        }
    }

    Set<NodeAddress> route(String user) {
        return Set.copyOf(content.routes.getOrDefault(user, Set.of()));
    }

    void addRoute(String user, NodeAddress node) {
        content.routes.computeIfAbsent(user, _ -> new HashSet<>()).add(node);
    }

    void removeRoute(String user, NodeAddress node) {
        content.routes.getOrDefault(user, new HashSet<>()).remove(node);
    }

    void announce(String node, String value) {
        content.announced.put(node, value);
    }

    String announced(String node) {
        return content.announced.getOrDefault(node, "");
    }

    /// Whether the key that says that no routes were lost is there and old enough.
    boolean areRoutesKept() {
        return content.routesKept;
    }

    void keepRoutes(boolean kept) {
        content.routesKept = kept;
    }
}
