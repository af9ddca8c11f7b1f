package io.warbler.auth.credential;

import io.warbler.boot.error.ApiException;
import io.warbler.boot.error.ErrorCategory;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.stereotype.Component;

/// Hashes and checks passwords on a few platform threads, so that a flood of logins starves nothing else.
///
/// Beyond its queue it refuses at once with `AUTH_BUSY`.
@Component
public final class PasswordHasher implements DisposableBean {

    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;

    private final Argon2PasswordEncoder encoder;
    private final ThreadPoolExecutor executor;
    private final Duration patience;
    private final CredentialMetrics metrics;

    public PasswordHasher(PasswordProperties properties, CredentialMetrics metrics) {
        encoder = new Argon2PasswordEncoder(
                SALT_BYTES, HASH_BYTES, properties.parallelism(), properties.memoryKib(), properties.iterations());
        executor = new ThreadPoolExecutor(
                properties.hashers(),
                properties.hashers(),
                0,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(properties.queue()),
                Thread.ofPlatform().name("password-", 0).daemon().factory());
        patience = properties.patience();
        this.metrics = metrics;
        metrics.observe(executor);
    }

    /// The encoded hash with a fresh salt.
    public String hash(String password) {
        return run(() -> encoder.encode(password));
    }

    /// Whether the password has this encoded hash.
    boolean matches(String password, String encoded) {
        return run(() -> encoder.matches(password, encoded));
    }

    private <T> T run(Callable<T> task) {
        try {
            var result = executor.submit(task);
            try {
                var computed = result.get(patience.toMillis(), TimeUnit.MILLISECONDS);
                metrics.countHash();
                return computed;
            } finally {
                result.cancel(false);
            }
        } catch (RejectedExecutionException | TimeoutException e) {
            throw busy();
        } catch (ExecutionException e) {
            throw new IllegalStateException("password hash failed", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw busy();
        }
    }

    private static ApiException busy() {
        return new ApiException(
                "AUTH_BUSY", ErrorCategory.UNAVAILABLE, "too many logins at once", Duration.ofSeconds(2));
    }

    @Override
    public void destroy() {
        executor.shutdownNow();
    }
}
