package io.warbler.gateway.kit;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.warbler.test.StackConnection;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/// A stand-in for the REST endpoints behind the gateway, and a client before it that trusts its certificate, host name
/// check included.
public final class RestRig implements AutoCloseable {

    /// What reached the services: method, URI, `Authorization`, size of the body.
    public final List<String> seen = new CopyOnWriteArrayList<>();

    /// From where the services were told that requests come: all values of `X-Forwarded-For`, and the URI.
    public final List<String> forwardedFor = new CopyOnWriteArrayList<>();

    private final HttpServer service;
    private final Path tls;
    private @Nullable HttpClient client;

    public RestRig() {
        try {
            tls = Files.createTempDirectory("gateway-tls");
            service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        service.createContext("/", this::answer);
        service.start();
    }

    /// The one behind [TestGateway#shared].
    public static RestRig shared(StackConnection stack) {
        return stack.shared(RestRig.class, _ -> new RestRig());
    }

    /// Settings of a gateway before these services, and others.
    public String[] settings(String... more) {
        String base = "http://127.0.0.1:" + service.getAddress().getPort();
        return Stream.concat(
                        Stream.of(
                                "warbler.gateway.tls.dev-directory=" + tls,
                                "warbler.services.auth.http=" + base,
                                "warbler.services.friend.http=" + base,
                                "warbler.services.message.http=" + base),
                        Stream.of(more))
                .toArray(String[]::new);
    }

    /// The client of the gateways that have these settings; one of them must have started.
    public HttpClient client() {
        if (client == null) {
            try {
                client = HttpClient.newBuilder().sslContext(trusting()).build();
            } catch (GeneralSecurityException | IOException e) {
                throw new AssertionError(e);
            }
        }
        return client;
    }

    private SSLContext trusting() throws GeneralSecurityException, IOException {
        byte[] pem = Files.readAllBytes(tls.resolve("certificate.pem"));
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        store.setCertificateEntry(
                "gateway", CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(pem)));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }

    /// A GET with an access token, or without when it is empty.
    public HttpResponse<String> get(TestGateway gateway, String path, String token) {
        var request = HttpRequest.newBuilder(URI.create("https://localhost:" + gateway.port() + path));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        try {
            return client().send(request.build(), BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        seen.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                + exchange.getRequestHeaders().getFirst("Authorization") + " " + body.length);
        forwardedFor.add(exchange.getRequestHeaders().get("X-Forwarded-For") + " " + exchange.getRequestURI());
        byte[] out = "{\"ok\":true}".getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, out.length);
        exchange.getResponseBody().write(out);
        exchange.close();
    }

    @Override
    public void close() {
        if (client != null) {
            client.close();
        }
        service.stop(0);
    }
}
