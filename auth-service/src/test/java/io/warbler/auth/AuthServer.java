package io.warbler.auth;

import io.grpc.ManagedChannel;
import io.warbler.boot.cluster.GrpcChannels;
import io.warbler.proto.auth.v1.AuthServiceGrpc;
import io.warbler.proto.auth.v1.AuthServiceGrpc.AuthServiceBlockingStub;
import io.warbler.test.StackExtension;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.grpc.server.lifecycle.GrpcServerStartedEvent;

/// auth-service in this JVM, on the real stack and free ports, with a clock that the test moves.
public final class AuthServer implements BeforeAllCallback, AfterAllCallback, AutoCloseable {

    private static final String KEY = HexFormat.of().formatHex(new byte[32]).replace('0', '7');

    private final StackExtension stack;
    private final Map<String, String> settings;
    private final boolean isShared;
    private final AtomicInteger grpcPort = new AtomicInteger();
    private final MutableClock clock = new MutableClock();
    private @Nullable ConfigurableApplicationContext context;

    private AuthServer(StackExtension stack, Map<String, String> settings, boolean isShared) {
        this.stack = stack;
        this.settings = settings;
        this.isShared = isShared;
    }

    public static AuthServer on(StackExtension stack) {
        return new AuthServer(stack, Map.of(), false);
    }

    public AuthServer with(String setting, String value) {
        var more = new HashMap<>(settings);
        more.put(setting, value);
        return new AuthServer(stack, Map.copyOf(more), isShared);
    }

    /// The same for all classes with its stack, which they have to share: started by the first of them.
    AuthServer shared() {
        return new AuthServer(stack, settings, true);
    }

    public void start() {
        var properties = new HashMap<String, Object>(stack.connection().springProperties());
        properties.put("warbler.auth.key-encryption-key-file", keyFile().toString());
        properties.putAll(settings);
        context = new SpringApplicationBuilder(AuthServiceApplication.class)
                .initializers((ApplicationContextInitializer<GenericApplicationContext>)
                        started -> started.registerBean(MutableClock.class, () -> clock))
                .listeners((ApplicationListener<GrpcServerStartedEvent>) event -> grpcPort.set(event.getPort()))
                .run(properties.entrySet().stream()
                        .map(entry -> "--" + entry.getKey() + "=" + entry.getValue())
                        .toArray(String[]::new));
    }

    public void stop() {
        running().close();
    }

    public MutableClock clock() {
        return clock;
    }

    public <T> T bean(Class<T> type) {
        return running().getBean(type);
    }

    public AuthHttp http() {
        return new AuthHttp(running().getEnvironment().getRequiredProperty("local.server.port", Integer.class));
    }

    public int grpcPort() {
        return grpcPort.get();
    }

    public AuthServiceBlockingStub grpc() {
        ManagedChannel channel = bean(GrpcChannels.class).channel("127.0.0.1:" + grpcPort());
        return AuthServiceGrpc.newBlockingStub(channel).withDeadlineAfter(10, TimeUnit.SECONDS);
    }

    @Override
    public void beforeAll(ExtensionContext test) {
        if (isShared) {
            stack.connection().shared(AuthServer.class, _ -> started());
        } else {
            start();
        }
    }

    @Override
    public void afterAll(ExtensionContext test) {
        if (!isShared) {
            stop();
        }
    }

    @Override
    public void close() {
        stop();
    }

    private AuthServer started() {
        start();
        return this;
    }

    private ConfigurableApplicationContext running() {
        if (context == null) {
            throw new IllegalStateException("auth-service: not started (expected: start() before)");
        }
        return context;
    }

    private static Path keyFile() {
        try {
            var file = Files.createTempFile("warbler-key", ".hex");
            file.toFile().deleteOnExit();
            return Files.writeString(file, KEY);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
