package io.warbler.chaos.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TcpLinkTest {

    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();
    private static final int SILENCE_MILLIS = 150;

    private final BlockingQueue<Integer> arrived = new LinkedBlockingQueue<>();
    private ServerSocket echo;
    private TcpLink link;
    private Socket caller;

    @BeforeEach
    void connect() throws IOException {
        echo = new ServerSocket(0, 10, LOOPBACK);
        Thread.ofVirtual().start(this::serve);
        link = TcpLink.open("test", 0, echo.getLocalPort());
        caller = new Socket(LOOPBACK, link.port());
        caller.setSoTimeout(5_000);
    }

    @AfterEach
    void close() throws IOException {
        caller.close();
        link.close();
        echo.close();
    }

    @Test
    void openLinkPassesBothWays() throws IOException {
        caller.getOutputStream().write(7);

        assertThat(caller.getInputStream().read()).isEqualTo(7);
        assertThat(link.connections()).isEqualTo(1);
    }

    @Test
    void partitionHoldsBothWaysAndHealingBringsWhatWasSent() throws Exception {
        link.set(LinkState.PARTITIONED);
        caller.getOutputStream().write(7);

        assertThat(arrived.poll(SILENCE_MILLIS, TimeUnit.MILLISECONDS)).isNull();
        assertThat(link.hinderedCount()).isEqualTo(1);

        link.set(LinkState.OPEN);

        assertThat(caller.getInputStream().read()).isEqualTo(7);
    }

    @Test
    void halfOpenLinkDeliversRequestsButNoAnswers() throws Exception {
        link.set(LinkState.ANSWERS_LOST);
        caller.getOutputStream().write(7);

        assertThat(arrived.poll(5, TimeUnit.SECONDS)).isEqualTo(7);
        caller.setSoTimeout(SILENCE_MILLIS);
        assertThatThrownBy(() -> caller.getInputStream().read()).isInstanceOf(SocketTimeoutException.class);
    }

    @Test
    void otherHalfLosesRequests() throws Exception {
        link.set(LinkState.REQUESTS_LOST);
        caller.getOutputStream().write(7);

        assertThat(arrived.poll(SILENCE_MILLIS, TimeUnit.MILLISECONDS)).isNull();
    }

    @Test
    void resetIsFeltAtOnceAndByThoseWhoComeLater() throws IOException {
        caller.getOutputStream().write(7);
        assertThat(caller.getInputStream().read()).isEqualTo(7);

        link.set(LinkState.RESET);

        assertThat(link.hinderedCount()).isPositive();
        assertThatThrownBy(() -> caller.getInputStream().read()).isInstanceOf(SocketException.class);
        try (var later = new Socket(LOOPBACK, link.port())) {
            later.setSoTimeout(5_000);
            assertThatThrownBy(() -> later.getInputStream().read()).isInstanceOf(SocketException.class);
        }
        link.set(LinkState.OPEN);
        try (var again = new Socket(LOOPBACK, link.port())) {
            again.setSoTimeout(5_000);
            again.getOutputStream().write(8);
            assertThat(again.getInputStream().read()).isEqualTo(8);
        }
    }

    @Test
    void endOfOneSideIsTheEndOfTheOther() throws IOException {
        caller.close();

        await().until(() -> link.connections() == 0);
    }

    private void serve() {
        while (!echo.isClosed()) {
            try {
                Socket socket = echo.accept();
                Thread.ofVirtual().start(() -> echo(socket));
            } catch (IOException _) {
                return;
            }
        }
    }

    private void echo(Socket socket) {
        try (socket) {
            int next = socket.getInputStream().read();
            while (next >= 0) {
                arrived.add(next);
                socket.getOutputStream().write(next);
                next = socket.getInputStream().read();
            }
        } catch (IOException _) {
            arrived.add(-1);
        }
    }
}
