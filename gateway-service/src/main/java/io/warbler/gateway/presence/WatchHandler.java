package io.warbler.gateway.presence;

import io.warbler.gateway.connection.Request;
import io.warbler.gateway.connection.RequestHandler;
import io.warbler.gateway.frame.ServerFrames;
import io.warbler.kernel.UserId;
import io.warbler.proto.Limits;
import io.warbler.proto.client.v1.ClientFrame;
import io.warbler.proto.client.v1.ClientFrame.FrameCase;
import io.warbler.proto.client.v1.ErrorCode;
import io.warbler.proto.client.v1.Presence;
import io.warbler.proto.client.v1.PresenceList;
import io.warbler.proto.client.v1.ServerFrame;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.springframework.stereotype.Component;

/// Replaces the watch list of a connection. In this order: the list, its entries in Redis, then the present states;
/// so a change is either told or stands in the answer.
@Component
final class WatchHandler implements RequestHandler {

    private static final int RETRY_AFTER_MILLIS = 500;

    private final Watches watches;
    private final PresenceCalls calls;
    private final WatchRate rate;

    WatchHandler(Watches watches, PresenceCalls calls, WatchRate rate) {
        this.watches = watches;
        this.calls = calls;
        this.rate = rate;
    }

    @Override
    public Set<FrameCase> kinds() {
        return Set.of(FrameCase.WATCH_PRESENCE);
    }

    @Override
    public void handle(Request request, ClientFrame frame) {
        List<String> users =
                frame.getWatchPresence().getUsersList().stream().distinct().toList();
        if (users.size() > Limits.MAX_WATCHED_USERS) {
            request.fail(
                    ErrorCode.FIELD_INVALID,
                    "users: " + users.size() + " (expected: 0 to " + Limits.MAX_WATCHED_USERS + ")");
            return;
        }
        if (!users.stream().allMatch(UserId::isValid)) {
            request.fail(ErrorCode.FIELD_INVALID, "users (expected: u and 32 hexadecimal digits each)");
            return;
        }
        Duration wait = rate.waitOf(request.connection());
        if (!wait.isZero()) {
            request.answer(ServerFrames.error(
                    ErrorCode.RATE_LIMITED, "watch lists were replaced too often; the one before stands", (int)
                            Math.max(1, wait.toMillis())));
            return;
        }
        replace(request, users);
    }

    private void replace(Request request, List<String> users) {
        WatchList list = watches.of(request.connection(), request.principal().getUser());
        Set<String> before = list.users();
        if (!list.begin(users)) {
            request.fail(ErrorCode.TOO_MANY_PENDING, "the watch_presence before is unanswered; wait for its answer");
            return;
        }
        answer(request, list, users, watches.replaced(list, before));
    }

    private void answer(Request request, WatchList list, List<String> users, CompletableFuture<Void> written) {
        var _ = written.thenCompose(_ -> read(list.watcher(), users))
                .whenComplete((presences, failure) -> request.connection().run(() -> {
                    if (failure == null) {
                        request.answer(presenceFrame(list.answer(presences)));
                    } else {
                        list.failed();
                        request.answer(ServerFrames.error(
                                ErrorCode.UNAVAILABLE,
                                "presence-service does not answer; watch again",
                                RETRY_AFTER_MILLIS));
                    }
                }));
    }

    private CompletableFuture<List<Presence>> read(String watcher, List<String> users) {
        return users.isEmpty()
                ? CompletableFuture.completedFuture(List.of())
                : calls.read(watcher, users).thenApply(response -> response.getPresencesList());
    }

    private static ServerFrame.Builder presenceFrame(List<Presence> presences) {
        return ServerFrame.newBuilder().setPresence(PresenceList.newBuilder().addAllPresences(presences));
    }
}
