package io.warbler.message.edge;

import io.grpc.ManagedChannel;
import io.warbler.boot.cluster.GrpcChannels;
import io.warbler.boot.delivery.SignalPublisher;
import io.warbler.kernel.UserId;
import io.warbler.message.MessageServiceApplication;
import io.warbler.message.ingress.GatewayStreams;
import io.warbler.proto.auth.v1.Principal;
import io.warbler.test.StackConnection;
import io.warbler.test.token.AccessTokenIssuer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.grpc.server.lifecycle.GrpcServerLifecycle;

/// The doors of message-service on real stores, a friend-service under the test's control, and what the core would
/// hear.
public final class EdgeHarness implements AutoCloseable {

    private final StackConnection stack;
    private final FakeFriends friends;
    private final FakeUsers users;
    private final RecordedGateways gateways = new RecordedGateways();
    private final RecordedSignals signals = new RecordedSignals();
    private final AccessTokenIssuer issuer = new AccessTokenIssuer(Clock.systemUTC());
    private final ConfigurableApplicationContext context;

    public EdgeHarness(StackConnection stack, String... settings) {
        this(stack, List.of(EdgeApplication.class), settings);
    }

    private EdgeHarness(StackConnection stack, List<Class<?>> sources, String... settings) {
        this.stack = stack;
        try {
            friends = new FakeFriends();
            users = new FakeUsers();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        context = start(sources, settings);
    }

    /// The whole service, owners of the log included.
    public static EdgeHarness whole(StackConnection stack, String... settings) {
        return new EdgeHarness(stack, List.of(MessageServiceApplication.class), settings);
    }

    /// With what else that source finds.
    public static EdgeHarness with(Class<?> source, StackConnection stack, String... settings) {
        return new EdgeHarness(stack, List.of(EdgeApplication.class, source), settings);
    }

    public FakeFriends friends() {
        return friends;
    }

    public FakeUsers users() {
        return users;
    }

    public RecordedGateways gateways() {
        return gateways;
    }

    public RecordedSignals signals() {
        return signals;
    }

    /// Whose tokens are taken, unless a setting names another.
    public AccessTokenIssuer issuer() {
        return issuer;
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    public StackConnection stack() {
        return stack;
    }

    /// A channel with the cluster's token.
    public ManagedChannel channel() {
        int port = context.getBean(GrpcServerLifecycle.class).getPort();
        return context.getBean(GrpcChannels.class).channel("127.0.0.1:" + port);
    }

    public String url() {
        return "http://127.0.0.1:" + context.getEnvironment().getProperty("local.server.port");
    }

    /// A conversation of two new users.
    public WrittenConversation conversation() {
        return new WrittenConversation(this, newUser(), newUser());
    }

    public WrittenConversation conversation(UserId one) {
        return new WrittenConversation(this, one, newUser());
    }

    public static UserId newUser() {
        return new UserId("u" + UUID.randomUUID().toString().replace("-", ""));
    }

    public static Principal principal(UserId user) {
        return Principal.newBuilder()
                .setUser(user.value())
                .setDevice("v" + "1".repeat(32))
                .build();
    }

    @Override
    public void close() {
        context.close();
        friends.close();
        users.close();
        issuer.close();
    }

    private ConfigurableApplicationContext start(List<Class<?>> sources, String... settings) {
        Map<String, Object> properties = new HashMap<>(stack.springProperties());
        properties.put("warbler.services.friend.grpc", friends.target());
        properties.put("warbler.services.auth.grpc", users.target());
        properties.put("warbler.tokens.jwks-uri", issuer.jwksUri());
        for (String setting : settings) {
            int name = setting.indexOf('=');
            properties.put(setting.substring(0, name), setting.substring(name + 1));
        }
        var arguments = properties.entrySet().stream().map(it -> "--" + it.getKey() + "=" + it.getValue());
        var builder = new SpringApplicationBuilder(sources.toArray(Class<?>[]::new));
        if (sources.contains(EdgeApplication.class)) {
            builder.initializers(this::register);
        }
        return builder.run(arguments.toArray(String[]::new));
    }

    private void register(ConfigurableApplicationContext starting) {
        var beans = (GenericApplicationContext) starting;
        beans.registerBean(GatewayStreams.class, () -> gateways);
        beans.registerBean(SignalPublisher.class, () -> signals);
    }
}
