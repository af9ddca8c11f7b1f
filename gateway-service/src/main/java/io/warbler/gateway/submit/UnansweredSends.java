package io.warbler.gateway.submit;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The sends that wait for an answer, oldest first. Confined to the submit thread.
final class UnansweredSends {

    private final Map<Key, Send> sends = new LinkedHashMap<>();

    /// What a refusal names.
    private record Key(long connection, int attempt) {

        static Key of(Send send) {
            return new Key(send.submission.getConnection(), send.submission.getRequestId());
        }
    }

    void add(Send send) {
        sends.put(Key.of(send), send);
    }

    void forget(Send send) {
        sends.remove(Key.of(send));
    }

    /// The send, which from now on waits no more.
    Optional<Send> take(long connection, int attempt) {
        return Optional.ofNullable(sends.remove(new Key(connection, attempt)));
    }

    /// Those that came before the moment; from now on they wait no more. One deadline for all and the oldest first: the
    /// head is the timer.
    List<Send> takeOlderThan(long nanos) {
        List<Send> old = new ArrayList<>();
        Iterator<Send> oldestFirst = sends.values().iterator();
        while (oldestFirst.hasNext()) {
            Send send = oldestFirst.next();
            if (send.sinceNanos - nanos > 0) {
                break;
            }
            oldestFirst.remove();
            old.add(send);
        }
        return old;
    }

    /// Those that the stream carries; without a stream, those that none carries.
    List<Send> carriedBy(@Nullable MessageStream stream) {
        return sends.values().stream().filter(send -> send.stream == stream).toList();
    }

    List<Send> all() {
        return List.copyOf(sends.values());
    }

    int size() {
        return sends.size();
    }
}
