package io.warbler.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.warbler.sdk.rest.Endpoint;
import io.warbler.stack.process.Launch;
import io.warbler.stack.process.LocalProcesses;
import io.warbler.stack.process.NamedPort;
import io.warbler.stack.process.Ports;
import io.warbler.stack.process.ProcessFolder;
import io.warbler.stack.process.Programs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The distribution's own load balancer with the configuration below `deploy`, in which only addresses and files are
/// filled in.
final class Balancer implements AutoCloseable {

    /// The system's folders, which are not on the PATH of everybody.
    private static final String SYSTEM = ":/usr/sbin:/usr/local/sbin";

    private final String name;
    private final Cluster cluster;
    private final Path root = Checkout.temporaryFolder();
    private final int port = Ports.free();
    /// Where HAProxy tells of the gateways' states; nginx does not.
    private final @Nullable Integer metrics;

    private final LocalProcesses processes;

    private Balancer(String name, Cluster cluster, @Nullable Integer metrics) {
        this.name = name;
        this.cluster = cluster;
        this.metrics = metrics;
        processes = new LocalProcesses(new ProcessFolder(root), System.getenv());
    }

    static Balancer haproxy(Cluster cluster) {
        return new Balancer("haproxy", cluster, Ports.free());
    }

    static Balancer nginx(Cluster cluster) {
        return new Balancer("nginx", cluster, null);
    }

    String url() {
        return "https://127.0.0.1:" + port;
    }

    /// Clients that believe the gateways' certificate, which nginx shows as well.
    Endpoint endpoint() {
        return Endpoint.trusting(url(), cluster.certificate());
    }

    /// Starts in front of two gateways.
    void start(ServiceNode one, ServiceNode other) {
        Path settings = metrics == null ? nginxConf(one, other) : haproxyCfg(one, other, metrics);
        List<String> command = metrics == null
                ? List.of(
                        program("nginx"),
                        "-p",
                        root.toString(),
                        "-c",
                        settings.toString(),
                        "-g",
                        "daemon off; pid " + root.resolve("nginx.pid") + ";")
                : List.of(program("haproxy"), "-db", "-f", settings.toString());
        processes.start(new Launch(
                name,
                "of the distribution",
                command,
                List.of(new NamedPort("the port of " + name, port)),
                this::isListening,
                Duration.ofSeconds(20)));
    }

    /// Returns once it sends nobody to a gateway that is leaving. nginx has nothing to tell: whom that gateway turns
    /// away it sends to the other.
    void awaitOut(ServiceNode gateway) {
        Integer told = metrics;
        if (told == null) {
            return;
        }
        String up = "haproxy_server_status{proxy=\"gateways\",server=\"" + gateway.name() + "\",state=\"UP\"} 0";
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() ->
                        assertThat(get("http://127.0.0.1:" + told + "/metrics")).contains(up));
    }

    private Path haproxyCfg(ServiceNode one, ServiceNode other, int metricsPort) {
        Map<String, String> values = new LinkedHashMap<>();
        values.put(":::443 v4v6", "127.0.0.1:" + port);
        values.put("127.0.0.1:8405", "127.0.0.1:" + metricsPort);
        values.put("10.0.0.11:8443 port 9100", "127.0.0.1:" + one.tls() + " port " + one.http());
        values.put("10.0.0.12:8443 port 9100", "127.0.0.1:" + other.tls() + " port " + other.http());
        values.put("10.0.0.11:8443 no-check", "127.0.0.1:" + one.tls() + " no-check");
        values.put("10.0.0.12:8443 no-check", "127.0.0.1:" + other.tls() + " no-check");
        values.put("server gateway-1 ", "server " + one.name() + " ");
        values.put("server gateway-2 ", "server " + other.name() + " ");
        String text = filledIn("haproxy/haproxy.cfg", values);
        // only the system's administrator may become somebody else
        return write(
                "haproxy.cfg",
                isAdministrator()
                        ? text
                        : text.lines()
                                .filter(line -> !line.matches(" +(user|group|chroot) .*"))
                                .collect(Collectors.joining("\n", "", "\n")));
    }

    private Path nginxConf(ServiceNode one, ServiceNode other) {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("[::]:443 ssl http2 ipv6only=off", "127.0.0.1:" + port + " ssl http2");
        values.put("10.0.0.11:8443", "127.0.0.1:" + one.tls());
        values.put("10.0.0.12:8443", "127.0.0.1:" + other.tls());
        values.put("chat.example.org", "localhost");
        values.put("/etc/warbler/tls/gateways.pem", cluster.certificate().toString());
        values.put("/etc/warbler/tls/certificate.pem", cluster.certificate().toString());
        values.put(
                "/etc/warbler/tls/key.pem",
                cluster.certificate().resolveSibling("key.pem").toString());
        values.put("/var/log/nginx/error.log", root.resolve("error.log").toString());
        String text = filledIn("nginx/nginx.conf", values);
        // only the system's administrator may write where the package keeps what passes through
        return write("nginx.conf", isAdministrator() ? text : text.replace("http {\n", "http {\n" + ownFolders()));
    }

    private String ownFolders() {
        return List.of("client_body", "proxy", "fastcgi", "uwsgi", "scgi").stream()
                .map(kind -> kind + "_temp_path " + root.resolve(kind) + ";\n")
                .collect(Collectors.joining());
    }

    private static boolean isAdministrator() {
        return System.getProperty("user.name").equals("root");
    }

    private static String filledIn(String file, Map<String, String> values) {
        try {
            String text = Files.readString(Checkout.root().resolve("deploy").resolve(file));
            for (var value : values.entrySet()) {
                assertThat(text).as("deploy/" + file).contains(value.getKey());
                text = text.replace(value.getKey(), value.getValue());
            }
            return text;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path write(String file, String text) {
        try {
            return Files.writeString(root.resolve(file), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String program(String name) {
        Map<String, String> everywhere = Map.of("PATH", System.getenv("PATH") + SYSTEM);
        return Programs.find(name, everywhere)
                .orElseThrow(() -> new IllegalStateException(
                        name + " not found (expected: installed); run: sudo apt-get install -y " + name))
                .toString();
    }

    private boolean isListening() {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException _) {
            return false;
        }
    }

    private static String get(String url) throws IOException, InterruptedException {
        try (var client = HttpClient.newHttpClient()) {
            return client.send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofString())
                    .body();
        }
    }

    @Override
    public void close() {
        processes.stop(name, Duration.ofSeconds(10));
        Checkout.delete(root);
    }
}
