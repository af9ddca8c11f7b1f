package io.warbler.gateway.connection;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/// The wheel of each event loop, started with the loop's first connection.
@Component
final class HeartbeatWheels implements AutoCloseable {

    private final Map<EventLoop, Turning> wheelByLoop = new ConcurrentHashMap<>();
    private final long tickNanos;

    private record Turning(HeartbeatWheel wheel, Future<?> task) {}

    HeartbeatWheels(ConnectionProperties properties) {
        tickNanos = properties.tick().toNanos();
    }

    HeartbeatWheel of(EventLoop loop) {
        return wheelByLoop.computeIfAbsent(loop, this::start).wheel();
    }

    private Turning start(EventLoop loop) {
        var wheel = new HeartbeatWheel();
        return new Turning(wheel, loop.scheduleAtFixedRate(wheel, tickNanos, tickNanos, TimeUnit.NANOSECONDS));
    }

    @Override
    public void close() {
        wheelByLoop.values().forEach(turning -> turning.task().cancel(false));
    }
}
