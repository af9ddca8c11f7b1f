package io.warbler.bench.scenario;

import io.warbler.bench.load.Arrivals;
import io.warbler.bench.load.Client;
import io.warbler.bench.load.Driver;
import io.warbler.bench.load.Flow;
import io.warbler.bench.load.LoginRun;
import io.warbler.bench.load.OpenLoopRun;
import io.warbler.bench.load.Outcome;
import io.warbler.bench.load.PipelinedRun;
import io.warbler.bench.load.Reader;
import io.warbler.bench.load.Window;
import io.warbler.bench.report.Results;
import io.warbler.bench.socket.SocketClients;
import io.warbler.bench.subject.Target;
import io.warbler.bench.system.Machine;
import io.warbler.bench.system.OwnProcess;
import io.warbler.bench.system.Usage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// One running target, and the means to load it. To be used by one thread, not the event loop.
public final class Session {

    private static final Duration DRAIN = Duration.ofSeconds(20);
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int CONNECTING_AT_ONCE = 5;
    private static final int ATTEMPTS = 4;
    private static final int STEP_SECONDS = 5;
    private static final double STEP_UP = 1.5;
    private static final double COLD = 6;
    private static final double PATIENT = 5;
    private static final Duration LOOK = Duration.ofSeconds(2);
    private static final int LOOKS = 45;
    private static final int LOOKS_TOLD = 5;
    private static final double CALM_CORES = 0.35;

    private final Target target;
    private final SocketClients clients;
    private final Settings settings;
    private final Results results;
    private final Consumer<String> progress;
    private final Driver driver;
    private final Switchboard switchboard = new Switchboard();
    private int runs;
    private boolean preheated;

    public Session(
            Target target, SocketClients clients, Settings settings, Results results, Consumer<String> progress) {
        this.target = target;
        this.clients = clients;
        this.settings = settings;
        this.results = results;
        this.progress = progress;
        this.driver = target.driver();
    }

    Target target() {
        return target;
    }

    Settings settings() {
        return settings;
    }

    Results results() {
        return results;
    }

    void tell(String line) {
        progress.accept(line);
    }

    /// Clients of these users, some at once, all connected.
    List<Client> connect(List<Integer> users) {
        List<Client> connected = new ArrayList<>();
        for (int from = 0; from < users.size(); from += CONNECTING_AT_ONCE) {
            var some = users.subList(from, Math.min(users.size(), from + CONNECTING_AT_ONCE)).stream()
                    .map(user -> connecting(user, ATTEMPTS))
                    .toList();
            some.forEach(client -> connected.add(await(client)));
        }
        return connected;
    }

    /// A server that just started may be too slow for its own patience.
    private CompletableFuture<Client> connecting(int user, int attempts) {
        var connection = driver.connect(user, switchboard).toCompletableFuture();
        return attempts == 1 ? connection : connection.exceptionallyCompose(_ -> connecting(user, attempts - 1));
    }

    /// The same of a target whose clients read.
    List<Reader> readers(List<Integer> users) {
        return connect(users).stream().map(this::reader).toList();
    }

    private Reader reader(Client client) {
        if (client instanceof Reader reader) {
            return reader;
        }
        throw new IllegalStateException(target.name() + ": clients that send (expected: that read, too)");
    }

    /// An answer and how long it took.
    record Timed<T>(T value, long nanos) {}

    /// Asks on the loop, where the clients live, so that no switch of threads is measured.
    <T> Timed<T> timed(Supplier<CompletionStage<T>> question) {
        return await(onLoop(() -> {
            var start = System.nanoTime();
            return question.get()
                    .thenApply(value -> new Timed<>(value, System.nanoTime() - start))
                    .toCompletableFuture();
        }));
    }

    <T> T ask(Supplier<CompletionStage<T>> question) {
        return timed(question).value();
    }

    /// Looks at what lives on the loop.
    <T> T look(Supplier<T> question) {
        return ask(() -> CompletableFuture.completedStage(question.get()));
    }

    /// What a user did who came back.
    ///
    /// @param connected nanoseconds until they were logged in
    /// @param caughtUp  nanoseconds from then until they had everything
    /// @param bytes     content of the frames of the second part
    record Resumed(Reader reader, long connected, long caughtUp, long bytes, int messages) {}

    /// A connection that the server refuses is tried again, as clients do; the time is that of the last one.
    Resumed resume(int user) {
        return ask(() -> resuming(user, ATTEMPTS));
    }

    private CompletionStage<Resumed> resuming(int user, int attempts) {
        var resumed = resuming(user);
        return attempts == 1
                ? resumed
                : resumed.exceptionallyCompose(failure -> {
                    tell("user " + user + " comes back once more: " + failure.getMessage());
                    return resuming(user, attempts - 1);
                });
    }

    private CompletionStage<Resumed> resuming(int user) {
        var start = System.nanoTime();
        return driver.connect(user, switchboard).thenCompose(client -> {
            var reader = reader(client);
            var before = reader.receivedBytes();
            var loggedIn = System.nanoTime();
            return reader.catchUp()
                    .thenApply(messages -> new Resumed(
                            reader,
                            loggedIn - start,
                            System.nanoTime() - loggedIn,
                            reader.receivedBytes() - before,
                            messages));
        });
    }

    /// So many messages over these flows, as fast as they are confirmed.
    void fill(List<Flow> flows, int window, long count) {
        var run = new PipelinedRun(nextRun(), clients.loop(), flows, window, count);
        switchboard.connect(run);
        run.start();
        var refused = await(run.done());
        if (refused > 0) {
            tell(refused + " sends were refused and made up for");
        }
    }

    /// Waits until the server has done what it does behind confirmed messages, such as compaction; not for ever.
    void settle() {
        for (int look = 1; look <= LOOKS; look++) {
            var cores = idleCpu(LOOK).total() / LOOK.toSeconds();
            if (cores < CALM_CORES) {
                return;
            }
            if (look % LOOKS_TOLD == 0) {
                tell(String.format(Locale.ROOT, "waiting until the server is calm: %.2f cores", cores));
            }
        }
    }

    /// Members as the protocol wants them.
    void join(List<Client> members, int group) {
        for (Client member : members) {
            await(onLoop(() -> member.join(group).toCompletableFuture()));
        }
    }

    /// How many messages came.
    int catchUp(Client client) {
        return await(onLoop(() -> client.catchUp().toCompletableFuture()));
    }

    void close(List<Client> connected) {
        await(onLoop(() -> {
            connected.forEach(Client::close);
            return CompletableFuture.completedFuture(null);
        }));
    }

    /// Messages over these flows at one rate. A void run tells nothing, so it is repeated, but not for ever.
    Trial trial(List<Flow> flows, double rate) {
        var trial = trial(flows, rate, settings.warmUp(), settings.measured());
        for (int attempt = 1; trial.outcome().isVoid() && attempt < ATTEMPTS; attempt++) {
            trial = trial(flows, rate, settings.warmUp(), settings.measured());
        }
        return trial;
    }

    Trial trial(List<Flow> flows, double rate, Duration warmUp, Duration measured) {
        var run = new OpenLoopRun(
                nextRun(), clients.loop(), flows, load(rate), new Window(warmUp, measured, DRAIN), settings.seed());
        switchboard.connect(run);
        run.start();
        return observe(run.measuring(), run.measured(), run.outcome());
    }

    /// Load that grows as long as it is carried, so that what is hot is compiled before anything is measured; at the
    /// beginning little, for a cold JVM carries little. One step is enough after the first time.
    void preheat(List<Flow> flows, double from, double boundMillis) {
        var rate = preheated ? from : from / COLD;
        var until = preheated ? STEP_SECONDS : settings.preheat();
        preheated = true;
        for (int seconds = 0; seconds < until; seconds += STEP_SECONDS) {
            var step = trial(flows, rate, Duration.ZERO, Duration.ofSeconds(STEP_SECONDS));
            if (step.outcome().delivery().percentile(99) <= PATIENT * boundMillis) {
                rate *= STEP_UP;
            }
        }
    }

    /// Messages to users who are away: nothing is awaited but the end of sending, and what senders are told.
    void missed(List<Flow> flows, double rate, Duration time) {
        var run = new OpenLoopRun(
                nextRun(), clients.loop(), flows, load(rate), new Window(Duration.ZERO, time, DRAIN), settings.seed());
        switchboard.connect(run);
        run.start();
        await(run.outcome());
    }

    /// Users who log in, catch up and leave, at one rate.
    Trial logins(int users, double rate) {
        var run = new LoginRun(
                clients.loop(), driver, users, load(rate), new Window(settings.warmUp(), settings.measured(), DRAIN));
        run.start();
        return observe(run.measuring(), run.measured(), run.outcome());
    }

    /// What the server uses while it is left alone for a while.
    Usage idleCpu(Duration time) {
        var before = target.processes().cpuSeconds();
        var over = new CompletableFuture<Void>();
        var _ = clients.loop().schedule(() -> over.complete(null), time.toNanos(), TimeUnit.NANOSECONDS);
        await(over);
        return target.processes().cpuSeconds().since(before);
    }

    /// Differs from those of earlier processes, too: their messages may still be in somebody's archive.
    private int nextRun() {
        return ++runs + (int) (System.nanoTime() >>> 30 << 12);
    }

    private Trial observe(
            CompletableFuture<Void> measuring, CompletableFuture<Void> measured, CompletableFuture<Outcome> outcome) {
        await(measuring);
        var processes = target.processes();
        var server = processes.cpuSeconds();
        var own = OwnProcess.cpuSeconds();
        var busy = Machine.busySeconds();
        await(measured);
        var serverUsed = processes.cpuSeconds().since(server);
        var ownUsed = OwnProcess.cpuSeconds() - own;
        var others = Math.max(0, Machine.busySeconds() - busy - serverUsed.total() - ownUsed);
        var trial = new Trial(await(outcome), serverUsed, ownUsed, others);
        tell(trial.line());
        return trial;
    }

    private OpenLoopRun.Load load(double rate) {
        return new OpenLoopRun.Load(
                rate, settings.poisson() ? Arrivals.poisson(rate, settings.seed()) : Arrivals.fixed(rate));
    }

    private <T> CompletableFuture<T> onLoop(Supplier<CompletableFuture<T>> task) {
        var result = new CompletableFuture<T>();
        clients.loop().execute(() -> {
            var _ = task.get().whenComplete((value, failure) -> {
                if (failure == null) {
                    result.complete(value);
                } else {
                    result.completeExceptionally(failure);
                }
            });
        });
        return result;
    }

    private <T> T await(CompletableFuture<T> future) {
        try {
            return future.get(PATIENCE.plus(settings.measured()).toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new IllegalStateException(target.name() + ": " + e.getMessage(), e);
        } catch (TimeoutException e) {
            throw new IllegalStateException(target.name() + ": no answer within two minutes", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
