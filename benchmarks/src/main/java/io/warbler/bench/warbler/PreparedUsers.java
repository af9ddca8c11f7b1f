package io.warbler.bench.warbler;

import io.warbler.bench.subject.Population;
import io.warbler.bench.subject.Population.Pair;
import io.warbler.sdk.rest.Credentials;
import io.warbler.sdk.rest.Device;
import io.warbler.sdk.rest.Endpoint;
import io.warbler.sdk.rest.Session;
import io.warbler.sdk.rest.WarblerApi;
import io.warbler.sdk.rest.WarblerApiException;
import io.warbler.stack.process.Together;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// The users of the population as Warbler knows them, made through the public API: registered, logged in, befriended,
/// put into groups. What was made is written down at once, so the next run makes only what is missing.
final class PreparedUsers {

    private static final int AT_ONCE = 8;
    private static final int PROGRESS_EVERY = 500;
    private static final Duration VALID_FOR = Duration.ofHours(12);

    private final Lines userLines;
    private final Lines friendLines;
    private final String password;
    private final String url;
    private final Clock clock = Clock.systemUTC();
    private volatile Map<Integer, PreparedUser> userByIndex = Map.of();
    private final PreparedGroups groups;

    /// Users written down in `folder`.
    ///
    /// @param url     of the listener without TLS
    /// @param friends for groups with members who have no account
    PreparedUsers(Path folder, String url, StoredFriends friends) {
        this.userLines = new Lines(folder.resolve("users"));
        this.friendLines = new Lines(folder.resolve("friends"));
        this.password = Lines.secret(folder.resolve("password"));
        this.url = url;
        this.groups = new PreparedGroups(folder, this, friends);
    }

    PreparedUser user(int index) {
        return Optional.ofNullable(userByIndex.get(index))
                .orElseThrow(() -> new IllegalArgumentException("user: " + index + " (expected: prepared)"));
    }

    /// The conversation of a group.
    String group(int index) {
        return groups.conversation(index);
    }

    /// The user with this id, by index.
    Map<String, Integer> indexById() {
        return userByIndex.entrySet().stream()
                .collect(Collectors.toMap(entry -> entry.getValue().id(), Map.Entry::getKey));
    }

    void prepare(Population population, Consumer<String> progress) {
        prepareUsers(population.users(), progress);
        befriend(population.friendships(), progress);
        groups.prepare(population.groups(), progress);
    }

    private void prepareUsers(int count, Consumer<String> progress) {
        Map<String, PreparedUser> known = new LinkedHashMap<>();
        userLines.read().stream().map(PreparedUser::parse).forEach(user -> known.put(user.name(), user));
        var soon = Instant.now(clock).plus(VALID_FOR);
        var missing = IntStream.range(0, count)
                .filter(index -> Optional.ofNullable(known.get(name(index)))
                        .filter(user -> user.expiresAt().isAfter(soon))
                        .isEmpty())
                .toArray();
        each("users", missing, progress, index -> {
            var user = enter(name(index));
            userLines.append(user.line());
            synchronized (known) { // filled by several threads
                known.put(user.name(), user);
            }
        });
        userByIndex = IntStream.range(0, count)
                .boxed()
                .collect(Collectors.toMap(index -> index, index -> Objects.requireNonNull(known.get(name(index)))));
    }

    private PreparedUser enter(String name) {
        try (var api = api()) {
            register(api, name);
            Session session = api.login(new Credentials(name, password), Device.unregistered("terminal", "bench"));
            return new PreparedUser(name, session.user(), session.accessToken(), session.accessTokenExpiresAt());
        }
    }

    private void register(WarblerApi api, String name) {
        try {
            api.register(name, password);
        } catch (WarblerApiException e) {
            if (e.status() != 409) {
                throw e;
            }
        }
    }

    /// Who asks somebody who has asked becomes a friend at once: first everybody asks, then everybody is asked back.
    void befriend(List<Pair> pairs, Consumer<String> progress) {
        Set<String> known = new HashSet<>(friendLines.read());
        var missing = pairs.stream().filter(pair -> !known.contains(line(pair))).toList();
        ask("friend requests", missing, progress, Pair::first, Pair::second, _ -> {});
        ask("friendships", missing, progress, Pair::second, Pair::first, pair -> friendLines.append(line(pair)));
    }

    private void ask(
            String what,
            List<Pair> pairs,
            Consumer<String> progress,
            ToIntFunction<Pair> asking,
            ToIntFunction<Pair> asked,
            Consumer<Pair> done) {
        var pairsByAsking = pairs.stream().collect(Collectors.groupingBy(asking::applyAsInt));
        var indices = pairsByAsking.keySet().stream()
                .mapToInt(Integer::intValue)
                .sorted()
                .toArray();
        each("users' " + what, indices, progress, index -> {
            try (var api = api(user(index))) {
                pairsByAsking.getOrDefault(index, List.of()).forEach(pair -> {
                    request(api, user(asked.applyAsInt(pair)));
                    done.accept(pair);
                });
            }
        });
    }

    private static void request(WarblerApi api, PreparedUser other) {
        try {
            var _ = api.relations().request(other.id());
        } catch (WarblerApiException e) {
            if (e.status() != 409) {
                throw e;
            }
        }
    }

    /// Calls in the name of a user; to be closed.
    WarblerApi api(PreparedUser user) {
        var api = api();
        api.resume(new Session(user.id(), "", "", user.accessToken(), user.expiresAt(), ""));
        return api;
    }

    private WarblerApi api() {
        return WarblerApi.of(Endpoint.of(url));
    }

    /// A few at once, telling how far it is.
    static void each(String what, int[] indices, Consumer<String> progress, IntConsumer task) {
        if (indices.length == 0) {
            return;
        }
        progress.accept("making " + indices.length + " " + what);
        var next = new AtomicInteger();
        List<Runnable> workers = new ArrayList<>();
        for (int worker = 0; worker < Math.min(AT_ONCE, indices.length); worker++) {
            workers.add(() -> work(what, indices, next, progress, task));
        }
        Together.run(workers);
    }

    private static void work(
            String what, int[] indices, AtomicInteger next, Consumer<String> progress, IntConsumer task) {
        for (int at = next.getAndIncrement(); at < indices.length; at = next.getAndIncrement()) {
            task.accept(indices[at]);
            if ((at + 1) % PROGRESS_EVERY == 0) {
                progress.accept((at + 1) + " of " + indices.length + " " + what);
            }
        }
    }

    private static String name(int index) {
        return "bench-" + index;
    }

    private static String line(Pair pair) {
        return Math.min(pair.first(), pair.second()) + " " + Math.max(pair.first(), pair.second());
    }
}
