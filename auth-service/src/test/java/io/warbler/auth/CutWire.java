package io.warbler.auth;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// A TCP relay on a free port that the test can cut and mend.
final class CutWire implements AutoCloseable {

    private final ServerSocket listener;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile @Nullable String target;
    private volatile boolean cut;

    CutWire() {
        try {
            listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return listener.getLocalPort();
    }

    /// Where new connections lead, `host:port`.
    void leadTo(String hostAndPort) {
        target = hostAndPort;
    }

    void cut() {
        cut = true;
        open.forEach(CutWire::closeQuietly);
        open.clear();
    }

    void mend() {
        cut = false;
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                relay(listener.accept());
            } catch (IOException ended) {
                // the listener was closed, or the target refused: the client sees a closed connection
            }
        }
    }

    private void relay(Socket client) throws IOException {
        var wanted = target;
        if (cut || wanted == null) {
            client.close();
            return;
        }
        int colon = wanted.lastIndexOf(':');
        var server = new Socket(wanted.substring(0, colon), Integer.parseInt(wanted.substring(colon + 1)));
        open.add(client);
        open.add(server);
        Thread.ofVirtual().start(() -> copy(client, server));
        Thread.ofVirtual().start(() -> copy(server, client));
    }

    private static void copy(Socket from, Socket to) {
        try (from;
                to) {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException ended) {
            // either side hung up; both are closed now
        }
    }

    private static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException alreadyClosed) {
            // that is all we want
        }
    }

    @Override
    public void close() {
        cut();
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
