package io.warbler.friend.request;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import io.warbler.boot.error.ApiException;
import io.warbler.boot.error.ErrorCategory;
import io.warbler.friend.policy.FriendRequest;
import io.warbler.friend.policy.ListingRows;
import io.warbler.kernel.UserId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.springframework.stereotype.Component;

/// The rows of `requests_sent`: how many requests a user made within the last 24 hours, whatever became of them.
@Component
final class SentRequests {

    private static final Duration DAY = Duration.ofHours(24);
    private static final String NEWEST =
            "SELECT sent_at, peer FROM requests_sent WHERE user = ? AND sent_at > ? LIMIT ?";
    private static final String ADD = "INSERT INTO requests_sent (user, sent_at, peer) VALUES (?, ?, ?)";

    private final CqlSession session;
    private final PreparedStatement newest;
    private final PreparedStatement add;
    private final RequestProperties properties;
    private final Clock clock;

    SentRequests(CqlSession session, RequestProperties properties, Clock clock) {
        this.session = session;
        this.newest = session.prepare(ListingRows.quorum(NEWEST));
        this.add = session.prepare(ListingRows.quorum(ADD));
        this.properties = properties;
        this.clock = clock;
    }

    /// Counts a request before it is written. Counting the same one again changes nothing.
    ///
    /// @throws ApiException `FRIEND_REQUEST_DAILY_LIMIT` with the time after which the oldest one counts no more
    void count(FriendRequest request, UserId peer) {
        Instant now = clock.instant();
        int max = properties.maxPerDay();
        String user = request.from().value();
        List<Row> sent = session.execute(newest.bind(user, now.minus(DAY), max)).all();
        boolean isCounted = sent.stream().anyMatch(row -> isSame(row, request, peer));
        if (!isCounted && sent.size() >= max) {
            throw tooMany(Duration.between(now, sentAt(sent.getLast()).plus(DAY)));
        }
        session.execute(add.bind(user, request.at(), peer.value()));
    }

    private static boolean isSame(Row row, FriendRequest request, UserId peer) {
        return sentAt(row).equals(request.at()) && peer.value().equals(row.getString("peer"));
    }

    private static Instant sentAt(Row row) {
        return Objects.requireNonNull(row.getInstant("sent_at"));
    }

    private ApiException tooMany(Duration retryAfter) {
        return new ApiException(
                "FRIEND_REQUEST_DAILY_LIMIT",
                ErrorCategory.LIMIT,
                "You have sent " + properties.maxPerDay() + " friend requests within 24 hours; try again later",
                retryAfter);
    }
}
