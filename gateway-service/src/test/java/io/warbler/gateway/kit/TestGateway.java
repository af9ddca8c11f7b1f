package io.warbler.gateway.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.warbler.gateway.GatewayServiceApplication;
import io.warbler.gateway.frame.Subprotocol;
import io.warbler.gateway.kit.TestSocket.Handshake;
import io.warbler.test.StackConnection;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/// The real gateway on free ports with real Kafka and Redis, and stand-ins for the services behind it.
public final class TestGateway implements AutoCloseable {

    public static final String ALICE = user(1);
    public static final String BOB = user(2);
    private static final AtomicInteger NODES = new AtomicInteger();

    public final EdgeServices services = new EdgeServices();
    public final Publisher publisher;
    public final List<MessageNode> messageNodes = new ArrayList<>();
    public final String node = "gateway-" + ProcessHandle.current().pid() + "-" + NODES.incrementAndGet();
    private final ConfigurableApplicationContext context;

    /// Starts with one message node.
    public static TestGateway start(StackConnection stack, String... settings) {
        return start(stack, 1, settings);
    }

    /// The one of this stack, before [RestRig#shared]: the same for all tests of a class, and of all classes that share
    /// the stack. What Redis lost it announces again soon.
    public static TestGateway shared(StackConnection stack) {
        return stack.shared(
                TestGateway.class,
                it -> start(
                        it,
                        RestRig.shared(it)
                                .settings(
                                        "warbler.services.presence.http=http://127.0.0.1:1",
                                        "warbler.gateway.route.refresh-every=300ms")));
    }

    /// Starts with some message nodes and `key=value` settings, and waits until it is ready.
    public static TestGateway start(StackConnection stack, int messageNodeCount, String... settings) {
        return new TestGateway(stack, messageNodeCount, settings);
    }

    private TestGateway(StackConnection stack, int messageNodeCount, String... settings) {
        publisher = new Publisher(stack);
        for (int i = 0; i < messageNodeCount; i++) {
            messageNodes.add(new MessageNode(publisher));
        }
        Map<String, Object> properties = new HashMap<>(stack.springProperties());
        properties.put("management.server.port", "0");
        properties.put("warbler.node.id", node);
        properties.put("warbler.gateway.tls.dev-directory", directory());
        properties.put("warbler.services.auth.grpc", services.address());
        properties.put("warbler.services.presence.grpc", services.address());
        properties.put(
                "warbler.services.message.grpc",
                String.join(",", messageNodes.stream().map(MessageNode::address).toList()));
        for (String setting : settings) {
            properties.put(setting.substring(0, setting.indexOf('=')), setting.substring(setting.indexOf('=') + 1));
        }
        context = new SpringApplicationBuilder(GatewayServiceApplication.class)
                .run(properties.entrySet().stream()
                        .map(property -> "--" + property.getKey() + "=" + property.getValue())
                        .toArray(String[]::new));
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(readiness()).isEqualTo(200));
    }

    private static String directory() {
        try {
            return Files.createTempDirectory("gateway-tls").toString();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    public static String user(int number) {
        return "u%032x".formatted(number);
    }

    public int port() {
        return number("local.server.port");
    }

    private int number(String key) {
        return Integer.parseInt(String.valueOf(context.getEnvironment().getProperty(key)));
    }

    public int readiness() {
        URI uri = URI.create("http://127.0.0.1:" + number("local.management.port") + "/actuator/health/readiness");
        try (var client = HttpClient.newHttpClient()) {
            return client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        } catch (IOException _) {
            return 0;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    public MessageNode message() {
        return messageNodes.getFirst();
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    /// The sum of a counter over its tags.
    public double count(String name, String... tags) {
        return bean(MeterRegistry.class).find(name).tags(tags).counters().stream()
                .mapToDouble(counter -> counter.count())
                .sum();
    }

    public double gauge(String name) {
        return bean(MeterRegistry.class).get(name).gauge().value();
    }

    public Handshake handshake(Subprotocol subprotocol) {
        return Handshake.to(port(), subprotocol);
    }

    /// A logged-in socket.
    public TestSocket login(String user, Subprotocol subprotocol) {
        TestSocket socket = TestSocket.open(handshake(subprotocol));
        socket.send(Frames.login(1, services.ticketFor(user)));
        assertThat(socket.answer(1).getWelcome().getUser()).isEqualTo(user);
        return socket;
    }

    /// Stops the gateway gracefully.
    public void stop() {
        context.close();
    }

    @Override
    public void close() {
        stop();
        messageNodes.forEach(MessageNode::close);
        services.close();
        publisher.close();
    }
}
