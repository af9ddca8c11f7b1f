package io.warbler.gateway.connection;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.warbler.proto.client.v1.ClientFrame;
import io.warbler.proto.client.v1.ServerFrame;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Counts frames, closes and what slow readers missed.
@Component
final class ConnectionMetrics {

    private static final String PREFIX = "warbler.gateway.connection.";

    private final MeterRegistry registry;
    private final Map<ClientFrame.FrameCase, Counter> framesIn = new EnumMap<>(ClientFrame.FrameCase.class);
    private final Map<ServerFrame.FrameCase, Counter> framesOut = new EnumMap<>(ServerFrame.FrameCase.class);
    private final Counter refusedFrames;
    private final Counter missed;

    ConnectionMetrics(MeterRegistry registry, Connections connections) {
        this.registry = registry;
        registry.gauge(PREFIX + "open", connections, Connections::size);
        registry.gauge(PREFIX + "users", connections, all -> all.users().size());
        for (var kind : ClientFrame.FrameCase.values()) {
            framesIn.put(kind, counter("frames.in", kind));
        }
        for (var kind : ServerFrame.FrameCase.values()) {
            framesOut.put(kind, counter("frames.out", kind));
        }
        refusedFrames = registry.counter(PREFIX + "frames.refused");
        missed = registry.counter(PREFIX + "frames.left.out");
    }

    private Counter counter(String name, Enum<?> kind) {
        return registry.counter(PREFIX + name, "kind", kind.name().toLowerCase(Locale.ROOT));
    }

    private static void count(@Nullable Counter counter) {
        if (counter != null) {
            counter.increment();
        }
    }

    void frameIn(ClientFrame.FrameCase kind) {
        count(framesIn.get(kind));
    }

    void frameOut(ServerFrame.FrameCase kind) {
        count(framesOut.get(kind));
    }

    /// Malformed, or beyond a limit.
    void frameRefused() {
        refusedFrames.increment();
    }

    /// A live frame was not written to a slow reader.
    void frameLeftOut() {
        missed.increment();
    }

    void closed(int code) {
        registry.counter(PREFIX + "closed", "code", Integer.toString(code)).increment();
    }
}
