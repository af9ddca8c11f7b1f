package io.warbler.gateway.connection;

import io.netty.util.collection.IntObjectHashMap;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The unanswered requests of one connection; holds no memory while there are none.
final class PendingRequests {

    private @Nullable IntObjectHashMap<Request> byId;
    private @Nullable IntObjectHashMap<Request> byAttempt;
    private int readCount;

    int size() {
        return byId == null ? 0 : byId.size();
    }

    int readCount() {
        return readCount;
    }

    boolean containsId(int requestId) {
        return byId != null && byId.containsKey(requestId);
    }

    void add(Request request) {
        if (byId == null || byAttempt == null) {
            byId = new IntObjectHashMap<>(4);
            byAttempt = new IntObjectHashMap<>(4);
        }
        byId.put(request.id(), request);
        byAttempt.put(request.attempt(), request);
        readCount += request.isRead() ? 1 : 0;
    }

    Optional<Request> find(int attempt) {
        return Optional.ofNullable(byAttempt == null ? null : byAttempt.get(attempt));
    }

    /// Whether it was still pending.
    boolean remove(Request request) {
        if (byId == null || byAttempt == null || byAttempt.remove(request.attempt()) == null) {
            return false;
        }
        byId.remove(request.id());
        readCount -= request.isRead() ? 1 : 0;
        if (byId.isEmpty()) {
            byId = null;
            byAttempt = null;
        }
        request.done();
        return true;
    }

    /// The connection is gone: nobody waits any more.
    void abandon() {
        if (byId == null) {
            return;
        }
        List<Request> all = List.copyOf(byId.values());
        byId = null;
        byAttempt = null;
        readCount = 0;
        all.forEach(Request::done);
    }
}
