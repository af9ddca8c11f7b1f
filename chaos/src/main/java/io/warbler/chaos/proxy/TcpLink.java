package io.warbler.chaos.proxy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// A link from whoever connects to [#port] to a port of this machine; every byte goes through it, so it can be cut
/// while both ends live.
///
/// The lock guards the state; nothing else is locked under it.
public final class TcpLink implements AutoCloseable {

    private static final int BUFFER = 32 * 1024;
    private static final int CONNECT_MILLIS = 2_000;

    private final String name;
    private final int targetPort;
    private final ServerSocket server;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private LinkState state = LinkState.OPEN;
    private int hindered;
    private boolean closed;

    private TcpLink(String name, ServerSocket server, int targetPort) {
        this.name = name;
        this.server = server;
        this.targetPort = targetPort;
    }

    /// Listens on the port; the target may start later.
    public static TcpLink open(String name, int port, int targetPort) {
        try {
            var server = new ServerSocket();
            server.setReuseAddress(true);
            server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            var link = new TcpLink(name, server, targetPort);
            Thread.ofVirtual().name("link " + name).start(link::accept);
            return link;
        } catch (IOException e) {
            throw new UncheckedIOException("link " + name + " at port " + port, e);
        }
    }

    /// For example `gateway-1 → message-2`.
    public String name() {
        return name;
    }

    public int port() {
        return server.getLocalPort();
    }

    /// Connections that are open now.
    public int connections() {
        return sockets.size() / 2;
    }

    public void set(LinkState wanted) {
        lock.lock();
        try {
            state = wanted;
            hindered = 0;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        if (wanted == LinkState.RESET) {
            sockets.forEach(socket -> {
                countHindered();
                reset(socket);
            });
        }
    }

    /// How often something was held up or refused since the state was set: whether it has an effect.
    public int hinderedCount() {
        lock.lock();
        try {
            return hindered;
        } finally {
            lock.unlock();
        }
    }

    public LinkState state() {
        lock.lock();
        try {
            return state;
        } finally {
            lock.unlock();
        }
    }

    /// Ends the link with all its connections.
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        sockets.forEach(this::reset);
    }

    private void accept() {
        try {
            while (!server.isClosed()) {
                var caller = server.accept();
                Thread.ofVirtual().name("link " + name).start(() -> join(caller));
            }
        } catch (IOException _) {
            // the link was closed
            sockets.forEach(this::reset);
        }
    }

    private void join(Socket caller) {
        var target = new Socket();
        sockets.add(caller);
        sockets.add(target);
        try {
            if (state() == LinkState.RESET) {
                countHindered();
                throw new SocketException("link is reset");
            }
            target.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), targetPort), CONNECT_MILLIS);
            caller.setTcpNoDelay(true);
            target.setTcpNoDelay(true);
            var answers = Thread.ofVirtual().start(() -> pump(target, caller, LinkState.Direction.ANSWERS));
            pump(caller, target, LinkState.Direction.REQUESTS);
            answers.join();
        } catch (IOException _) {
            reset(caller);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            reset(caller);
            reset(target);
            sockets.remove(caller);
            sockets.remove(target);
        }
    }

    private void pump(Socket from, Socket to, LinkState.Direction direction) {
        var buffer = new byte[BUFFER];
        try {
            int read = from.getInputStream().read(buffer);
            while (read >= 0) {
                if (!awaitPassage(direction)) {
                    return;
                }
                to.getOutputStream().write(buffer, 0, read);
                read = from.getInputStream().read(buffer);
            }
            if (awaitPassage(direction)) {
                to.shutdownOutput();
            }
        } catch (IOException _) {
            // one end is gone: the other is told
            reset(from);
            reset(to);
        }
    }

    /// @return false when the link ends
    private boolean awaitPassage(LinkState.Direction direction) {
        lock.lock();
        try {
            if (!state.passes(direction)) {
                hindered++;
            }
            while (!closed && !state.passes(direction)) {
                changed.await();
            }
            return !closed;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
        }
    }

    private void countHindered() {
        lock.lock();
        try {
            hindered++;
        } finally {
            lock.unlock();
        }
    }

    private void reset(Socket socket) {
        try {
            if (socket.isConnected() && !socket.isClosed()) {
                socket.setSoLinger(true, 0);
            }
            socket.close();
        } catch (IOException _) {
            // it is gone already, which is what was wanted
            sockets.remove(socket);
        }
    }
}
