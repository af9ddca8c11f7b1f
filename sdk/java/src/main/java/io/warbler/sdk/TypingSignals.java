package io.warbler.sdk;

import io.warbler.proto.client.v1.SendTyping;
import io.warbler.proto.client.v1.ServerFrame;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Says that the user is typing, as often as others need to hear it; never again later. Belongs to the loop.
 */
final class TypingSignals {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final long EVERY_NANOS = Duration.ofSeconds(3).toNanos();
    private static final int MOST_REMEMBERED = 100;

    private final Map<SendTyping, Long> lastNanos = new HashMap<>();
    private @Nullable Connection connection;

    void online(Connection live) {
        connection = live;
    }

    void offline() {
        connection = null;
    }

    void typing(SendTyping typing) {
        Connection live = connection;
        long now = System.nanoTime();
        Long last = lastNanos.get(typing);
        if (live == null || (last != null && now - last < EVERY_NANOS)) {
            return;
        }
        if (lastNanos.size() >= MOST_REMEMBERED) {
            lastNanos.values().removeIf(then -> now - then >= EVERY_NANOS);
        }
        lastNanos.put(typing, now);
        live.request(Frames.typing(typing), TIMEOUT, new Reply() {
            @Override
            public void onAnswer(ServerFrame frame) {
                // refused or not: it is over
            }

            @Override
            public void onNoAnswer(String reason) {
                // it is over
            }
        });
    }

    /** A message says more: the next typing is said at once. */
    void sent() {
        lastNanos.clear();
    }
}
