package io.warbler.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.warbler.sdk.rest.Endpoint;
import io.warbler.sdk.rest.WarblerApi;
import java.net.InetAddress;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A socket of subprotocol `warbler.v1.json` whose frames are typed by hand: text in, text out.
public final class HandTypedSocket implements AutoCloseable {

    private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();
    private final StringBuilder partial = new StringBuilder();
    private final CompletableFuture<Integer> closeCode = new CompletableFuture<>();
    private final HttpClient client;
    private final WebSocket socket;

    private HandTypedSocket(Endpoint endpoint) {
        this(endpoint, HttpClient.newBuilder());
    }

    private HandTypedSocket(Endpoint endpoint, HttpClient.Builder settings) {
        client = settings.sslContext(endpoint.trust()).build();
        try {
            socket = client.newWebSocketBuilder()
                    .subprotocols("warbler.v1.json")
                    .buildAsync(endpoint.socketUrl(), new Answers())
                    .orTimeout(10, TimeUnit.SECONDS)
                    .join();
        } catch (CompletionException e) {
            client.shutdownNow();
            throw e;
        }
    }

    /// Opens a socket to a gateway; nobody has logged in yet.
    public static HandTypedSocket open(Cluster cluster, String gateway) {
        return new HandTypedSocket(Person.endpoint(cluster, gateway));
    }

    /// Opens a socket and logs in with a ticket of the API's user.
    static HandTypedSocket login(Endpoint endpoint, WarblerApi api) {
        return new HandTypedSocket(endpoint).loggedIn(api);
    }

    /// The same from one of this machine's addresses.
    static HandTypedSocket login(String address, Endpoint endpoint, WarblerApi api) {
        return from(address, endpoint).loggedIn(api);
    }

    private HandTypedSocket loggedIn(WarblerApi api) {
        assertThat(ask("""
                {"requestId": 1, "login": {"ticket": "%s"}}""".formatted(api.webSocketTicket()))).contains("\"welcome\"");
        return this;
    }

    /// Opens a socket from one of this machine's addresses; nobody has logged in yet.
    static HandTypedSocket from(String address, Endpoint endpoint) {
        return new HandTypedSocket(endpoint, HttpClient.newBuilder().localAddress(InetAddress.ofLiteral(address)));
    }

    /// Sends a frame and returns the next one that answers a request.
    String ask(String frame) {
        send(frame);
        while (true) {
            String answer = next();
            if (answer.contains("\"requestId\"") || answer.contains("\"error\"")) {
                return answer;
            }
        }
    }

    /// The server asks to come again elsewhere.
    void awaitGoodbye() {
        while (!next().contains("\"goodbye\"")) {
            // what else was on its way
        }
    }

    /// Sends a frame and does not wait.
    public void send(String frame) {
        socket.sendText(frame, true).orTimeout(10, TimeUnit.SECONDS).join();
    }

    /// The next frame, asked for or not.
    public String next() {
        try {
            String answer = answers.poll(20, TimeUnit.SECONDS);
            assertThat(answer).as("next frame").isNotNull();
            return String.valueOf(answer);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /// With which the server closed.
    public int closeCode() {
        return closeCode.orTimeout(10, TimeUnit.SECONDS).join();
    }

    @Override
    public void close() {
        socket.abort();
        client.shutdownNow();
    }

    private final class Answers implements WebSocket.Listener {

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            partial.append(data);
            if (last) {
                answers.add(partial.toString());
                partial.setLength(0);
            }
            from.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
            closeCode.complete(code);
            return null;
        }
    }
}
