package io.warbler.message.group;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import io.warbler.boot.error.ApiException;
import io.warbler.boot.error.ErrorCategory;
import io.warbler.kernel.ConversationId;
import io.warbler.kernel.UserId;
import io.warbler.proto.client.v1.ErrorCode;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/// How often a user tried to get into a group lately: whoever comes and goes all day would fill its log, for each round
/// is two events that all members get. Counted by each node for itself; no decision depends on it.
final class JoinAttempts {

    static final int MOST = 20;
    static final Duration WINDOW = Duration.ofHours(1);

    private static final int MAX_REMEMBERED = 100_000;

    private final Cache<Source, AtomicInteger> counts;

    private record Source(UserId user, ConversationId group) {}

    JoinAttempts(Ticker ticker) {
        counts = Caffeine.newBuilder()
                .expireAfterWrite(WINDOW)
                .maximumSize(MAX_REMEMBERED)
                .ticker(ticker)
                .build();
    }

    /// Returns if this is one of the first in an hour.
    void count(UserId user, ConversationId group) {
        int attempts =
                counts.get(new Source(user, group), _ -> new AtomicInteger()).incrementAndGet();
        if (attempts > MOST) {
            throw new ApiException(
                    ErrorCode.RATE_LIMITED.name(),
                    ErrorCategory.LIMIT,
                    "More than " + MOST + " attempts to join this group within an hour: try again later.");
        }
    }
}
