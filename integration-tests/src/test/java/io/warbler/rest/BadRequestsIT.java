package io.warbler.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.warbler.scenario.Cluster;
import io.warbler.test.Extent;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// Requests that are made from the document and then spoiled: each gets a precise refusal or a documented answer, never
/// a failure of the server. The seed of a failing run is in its message.
class BadRequestsIT {

    /// Of a run that found an answer which the document did not name; another is chosen with `-Dwarbler.test.seed=…`.
    private static final long SEED = 37_026_971_940_381L;

    private static final int REQUESTS = Extent.of(1_000, 10_000);
    private static final int AT_ONCE = 16;

    private final Cluster cluster = Cluster.shared();

    @Test
    void nothingBreaksTheServer() throws InterruptedException {
        long seed = Long.getLong("warbler.test.seed", SEED);
        ApiDocument document = ApiDocument.read(Cluster.checkout());
        var wrong = new ConcurrentLinkedQueue<String>();
        var refusedByOperation = new ConcurrentSkipListMap<String, AtomicInteger>();
        try (var api = new Api(document, cluster, "gateway-1")) {
            var requests = requests(seed, document, api);
            var room = new Semaphore(AT_ONCE);
            try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
                for (int i = 0; i < REQUESTS; i++) {
                    BadRequests.Bad bad = requests.next();
                    room.acquire();
                    executor.execute(() -> {
                        try {
                            judge(document, bad, api.send(bad.operation(), bad.input()), refusedByOperation)
                                    .forEach(wrong::add);
                        } catch (RuntimeException e) {
                            wrong.add(bad + ": " + e);
                        } finally {
                            room.release();
                        }
                    });
                }
            }
        }

        assertThat(wrong.stream().limit(20))
                .as("seed %s, %s wrong answers, logged: %s", seed, wrong.size(), String.join("\n", cluster.errors()))
                .isEmpty();
        Map<String, Integer> refused = new TreeMap<>();
        refusedByOperation.forEach((id, count) -> refused.put(id, count.get()));
        assertThat(refused.keySet())
                .as("operations that refused something: %s", refused)
                .containsAll(document.operations().stream()
                        .filter(operation -> !BadRequests.HARMLESS.contains(operation.id()))
                        .map(Operation::id)
                        .toList());
    }

    private BadRequests requests(long seed, ApiDocument document, Api api) {
        var mallory = Account.register(api, "mallory");
        var eve = Account.register(api, "eve");
        var integrator = IntegratorClient.register(cluster, List.of("messages:send-as"));
        return new BadRequests(seed, document, mallory, eve, integrator.token(api));
    }

    private static List<String> judge(
            ApiDocument document,
            BadRequests.Bad bad,
            HttpResponse<String> answer,
            Map<String, AtomicInteger> refusedByOperation) {
        if (answer.statusCode() >= 400 && answer.statusCode() < 500) {
            refusedByOperation
                    .computeIfAbsent(bad.operation().id(), _ -> new AtomicInteger())
                    .incrementAndGet();
        }
        String told = bad + " answered " + answer.statusCode() + " " + answer.body();
        if (answer.statusCode() >= 500) {
            return List.of(told);
        }
        if (!bad.isRouted()) {
            return List.of();
        }
        return document.violations(bad.operation(), answer).stream()
                .map(violation -> violation + ": " + told)
                .toList();
    }
}
