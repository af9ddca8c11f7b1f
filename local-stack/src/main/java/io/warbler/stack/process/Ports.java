package io.warbler.stack.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/// Ports of the loopback interface.
public final class Ports {

    /// A killed JVM is gone within a second or two.
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private static final long POLL_MILLIS = 100;

    /// Given to somebody who may not have taken it yet.
    private static final Set<Integer> GIVEN = ConcurrentHashMap.newKeySet();

    private Ports() {}

    /// Names the port, its variable and, where the system tells, who has it. A port that a killed process still holds
    /// while the system takes it down is waited for.
    public static void requireFree(String name, List<NamedPort> ports) {
        requireFree(name, ports, PATIENCE);
    }

    static void requireFree(String name, List<NamedPort> ports, Duration patience) {
        for (NamedPort port : ports) {
            if (!becomesFree(port.port(), patience)) {
                var holder = PortHolder.of(port.port())
                        .map(found -> ", held by " + found)
                        .orElse("");
                throw new StackException("port " + port.port() + " of " + name + " is taken" + holder
                        + " (expected: free); stop the holder or set " + port.variable() + " to another port");
            }
        }
    }

    private static boolean becomesFree(int port, Duration patience) {
        var end = System.nanoTime() + patience.toNanos();
        while (!isFree(port)) {
            if (System.nanoTime() > end) {
                return false;
            }
            try {
                TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return true;
    }

    static boolean isFree(int port) {
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException _) {
            return false;
        }
    }

    /// A port that nobody has just now and that was not given before, below the range from which systems take their
    /// own.
    public static int free() {
        var random = new java.security.SecureRandom();
        for (int attempt = 0; attempt < 1_000; attempt++) {
            var port = 15_000 + random.nextInt(15_000);
            if (isFree(port) && GIVEN.add(port)) {
                return port;
            }
        }
        throw new StackException("no free port between 15000 and 30000");
    }
}
