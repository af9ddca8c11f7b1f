package io.warbler.gateway.kit;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/// Stands before the gateway as a load balancer that passes TLS through: connects from an address of its own, and says
/// something first.
public final class BalancerStandIn implements AutoCloseable {

    private final ServerSocket listener;
    private final String from;
    private final int gateway;
    private final byte[] greeting;

    /// @param from     a loopback address
    /// @param greeting what it says first on each connection; may be empty
    public BalancerStandIn(String from, int gateway, String greeting) {
        this.from = from;
        this.gateway = gateway;
        this.greeting = greeting.getBytes(StandardCharsets.US_ASCII);
        try {
            listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        Thread.ofVirtual().start(this::accept);
    }

    /// What HAProxy says of a client before its bytes.
    public static String proxyProtocol(String client) {
        return "PROXY TCP4 " + client + " 192.0.2.1 50000 443\r\n";
    }

    public int port() {
        return listener.getLocalPort();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket near = listener.accept();
                var far = new Socket();
                far.bind(new InetSocketAddress(InetAddress.ofLiteral(from), 0));
                far.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), gateway));
                far.getOutputStream().write(greeting);
                Thread.ofVirtual().start(() -> copy(near, far));
                Thread.ofVirtual().start(() -> copy(far, near));
            } catch (IOException _) {
                // closed
            }
        }
    }

    private static void copy(Socket from, Socket to) {
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            in.transferTo(out);
        } catch (IOException _) {
            // one side ended; both are closed now
        }
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
