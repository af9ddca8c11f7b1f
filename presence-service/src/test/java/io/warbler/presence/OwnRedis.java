package io.warbler.presence;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;

/// A redis-server of one test class alone, because it is killed on the way.
final class OwnRedis implements AutoCloseable {

    private final int port;
    private Process process;

    OwnRedis() {
        port = freePort();
        process = start();
    }

    int port() {
        return port;
    }

    void kill() {
        process.destroyForcibly().onExit().join();
    }

    void restart() {
        process = start();
    }

    private Process start() {
        try {
            var started = new ProcessBuilder(
                            "redis-server", "--port", Integer.toString(port), "--bind", "127.0.0.1", "--save", "")
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectErrorStream(true)
                    .start();
            await().atMost(Duration.ofSeconds(10)).until(this::answers);
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException("redis-server (expected: on the PATH)", e);
        }
    }

    private boolean answers() {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException _) {
            return false;
        }
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        kill();
    }
}
