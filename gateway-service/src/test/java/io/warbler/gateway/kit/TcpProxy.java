package io.warbler.gateway.kit;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;

/// Stands between the gateway and a server, and can be unplugged.
public final class TcpProxy implements AutoCloseable {

    private final ServerSocket listener;
    private final String host;
    private final int port;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private volatile boolean isConnected = true;
    private volatile CountDownLatch thawed = new CountDownLatch(0);

    public TcpProxy(String host, int port) {
        this.host = host;
        this.port = port;
        try {
            listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        Thread.ofVirtual().start(this::accept);
    }

    public int port() {
        return listener.getLocalPort();
    }

    public void connect() {
        isConnected = true;
    }

    /// Ends all connections and refuses new ones.
    public void disconnect() {
        isConnected = false;
        sockets.forEach(TcpProxy::end);
        sockets.clear();
    }

    /// Nothing passes any more, and neither side is told.
    public void freeze() {
        thawed = new CountDownLatch(1);
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket near = listener.accept();
                if (!isConnected) {
                    near.close();
                    continue;
                }
                Socket far = new Socket(InetAddress.getAllByName(host)[0], port);
                sockets.add(near);
                sockets.add(far);
                Thread.ofVirtual().start(() -> copy(near, far));
                Thread.ofVirtual().start(() -> copy(far, near));
            } catch (IOException _) {
                // Closed, or the server is away: the next connection tells.
            }
        }
    }

    private void copy(Socket from, Socket to) {
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] some = new byte[8_192];
            for (int count = in.read(some); count >= 0; count = in.read(some)) {
                thawed.await();
                out.write(some, 0, count);
            }
        } catch (IOException | InterruptedException _) {
            // One side ended; both are closed now.
        }
    }

    private static void end(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        disconnect();
        try {
            listener.close();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
