package io.warbler.auth.credential;

import io.github.bucket4j.Bucket;
import io.warbler.boot.error.ApiException;
import io.warbler.boot.error.ErrorCategory;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Bounds attempts per name and per address over all instances; while Redis is away each instance bounds its own.
///
/// An attempt is paid for before it is made, so attempts at the same time do not slip through; a good login gets
/// its price back.
@Component
public final class Throttle {

    private static final Logger log = LoggerFactory.getLogger(Throttle.class);
    private static final Duration REDIS_PAUSE = Duration.ofSeconds(5);

    private final RedisBuckets shared;
    private final LocalBuckets local = new LocalBuckets();
    private final CredentialMetrics metrics;
    private final Clock clock;
    private final Attempts byName;
    private final Attempts byAddress;
    private final Attempts registrations;
    private final Attempts searches;
    private final Attempts tokensByClient;
    private final Attempts tokensByAddress;
    // until when Redis is not asked again; a lost update costs one more failing call
    private final AtomicReference<Instant> redisRestsUntil = new AtomicReference<>(Instant.MIN);

    Throttle(RedisBuckets shared, CredentialMetrics metrics, ThrottleProperties properties, Clock clock) {
        this.shared = shared;
        this.metrics = metrics;
        this.clock = clock;
        byName = new Attempts("login-name", properties.failuresPerName());
        byAddress = new Attempts("login-address", properties.failuresPerAddress());
        registrations = new Attempts("register-address", properties.registrationsPerAddress());
        tokensByClient = new Attempts("token-client", properties.tokenRequestsPerClient());
        tokensByAddress = new Attempts("token-address", properties.tokenRequestsPerClient());
        searches = new Attempts("search", properties.searchesPerActor());
    }

    /// Pays for a login; throws `AUTH_THROTTLED` when there were too many failures.
    public void payForLogin(String name, String address) {
        pay(byAddress, address);
        pay(byName, name);
    }

    /// Gives back what the login cost, because it was good.
    public void giveBack(String name, String address) {
        with(byAddress, address, bucket -> giveBack(bucket));
        with(byName, name, bucket -> giveBack(bucket));
    }

    /// Pays for a registration; throws `AUTH_THROTTLED` when there were too many.
    public void payForRegistration(String address) {
        pay(registrations, address);
    }

    /// Pays for looking users up by name; throws `AUTH_THROTTLED` when there were too many.
    public void payForSearch(String actor) {
        pay(searches, actor);
    }

    /// Pays for a request for an integrator's token; throws `AUTH_THROTTLED` when there were too many failures.
    public void payForTokenRequest(String clientId, String address) {
        pay(tokensByAddress, address);
        pay(tokensByClient, clientId);
    }

    /// Gives back what the request cost, because the secret was right.
    public void giveBackTokenRequest(String clientId, String address) {
        with(tokensByAddress, address, bucket -> giveBack(bucket));
        with(tokensByClient, clientId, bucket -> giveBack(bucket));
    }

    private void pay(Attempts attempts, String subject) {
        var probe = with(attempts, subject, bucket -> bucket.tryConsumeAndReturnRemaining(1));
        if (!probe.isConsumed()) {
            throw new ApiException(
                    "AUTH_THROTTLED",
                    ErrorCategory.LIMIT,
                    "too many attempts",
                    Duration.ofNanos(probe.getNanosToWaitForRefill()));
        }
    }

    private static boolean giveBack(Bucket bucket) {
        bucket.addTokens(1);
        return true;
    }

    private <T> T with(Attempts attempts, String subject, Function<Bucket, T> use) {
        if (clock.instant().isAfter(redisRestsUntil.get())) {
            try {
                return use.apply(shared.bucket(attempts, subject));
            } catch (RuntimeException e) {
                redisRestsUntil.set(clock.instant().plus(REDIS_PAUSE));
                log.atWarn().addKeyValue("cause", e.toString()).log("Redis is away, throttling locally");
            }
        }
        metrics.countLocalThrottle();
        return use.apply(local.bucket(attempts, subject));
    }
}
