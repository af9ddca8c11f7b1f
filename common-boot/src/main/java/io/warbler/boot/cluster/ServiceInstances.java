package io.warbler.boot.cluster;

import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.AbstractBlockingStub;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/// The instances of another service, for idempotent calls: one that is away is passed over for the next.
///
/// @param <S> the stub
public final class ServiceInstances<S extends AbstractBlockingStub<S>> {

    private final List<Instance<S>> instances;
    private final Duration timeout;

    private ServiceInstances(List<Instance<S>> instances, Duration timeout) {
        this.instances = instances;
        this.timeout = timeout;
    }

    /// Calls to these targets take at most `timeout` in all.
    public static <S extends AbstractBlockingStub<S>> ServiceInstances<S> of(
            GrpcChannels channels, List<String> targets, Function<ManagedChannel, S> stub, Duration timeout) {
        if (targets.isEmpty()) {
            throw new IllegalArgumentException("targets: none (expected: at least one host:port)");
        }
        return new ServiceInstances<>(
                targets.stream()
                        .map(channels::channel)
                        .map(channel -> new Instance<>(channel, stub.apply(channel)))
                        .toList(),
                timeout);
    }

    /// Empty if no instance answered in time; any other failure is thrown.
    ///
    /// @param key calls with the same key go to the same instance while it answers
    public <T> Optional<T> call(Object key, Function<S, T> call) {
        long deadline = System.nanoTime() + timeout.toNanos();
        int first = Math.floorMod(key.hashCode(), instances.size());
        for (int i = 0; i < instances.size(); i++) {
            var instance = instances.get((first + i) % instances.size());
            try {
                return Optional.of(call.apply(
                        instance.stub().withDeadlineAfter(deadline - System.nanoTime(), TimeUnit.NANOSECONDS)));
            } catch (StatusRuntimeException e) {
                if (!isAway(e)) {
                    throw e;
                }
                // else the channel would wait up to two minutes before it looks for a restarted instance
                instance.channel().resetConnectBackoff();
            }
        }
        return Optional.empty();
    }

    private static boolean isAway(StatusRuntimeException failure) {
        var code = failure.getStatus().getCode();
        return code == Status.Code.UNAVAILABLE || code == Status.Code.DEADLINE_EXCEEDED;
    }

    private record Instance<S>(ManagedChannel channel, S stub) {}
}
