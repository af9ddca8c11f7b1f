package io.warbler.auth.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.warbler.auth.AuthHttp;
import io.warbler.auth.AuthServer;
import io.warbler.test.Extent;
import io.warbler.test.StackExtension;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Two instances on one store that rotate every minute, by clocks that the test moves.
class KeyRotationIT {

    private static final int STEPS_PER_KEY = 3;
    private static final int STEPS = STEPS_PER_KEY * Extent.of(2, 4);
    private static final Duration STEP = Duration.ofSeconds(20);
    private static final int CLIENTS = 4;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Order(1)
    @RegisterExtension
    static final StackExtension STACK = StackExtension.with("auth").withTopics();

    @Order(2)
    @RegisterExtension
    static final AuthServer ONE = rotating();

    @Order(3)
    @RegisterExtension
    static final AuthServer OTHER = rotating();

    @Test
    void tokensOfEitherInstanceAreGoodAtBothWhileKeysRotate() throws Exception {
        Set<String> signers = new HashSet<>();
        List<String> tokens = new ArrayList<>();

        for (int i = 0; i < STEPS; i++) {
            moveOn();
            tokens.add(ONE.http().loginAsSomebody().accessToken());
            tokens.add(OTHER.http().loginAsSomebody().accessToken());
            signers.add(currentKid(ONE));
            assertThat(currentKid(ONE)).isEqualTo(currentKid(OTHER));
            for (String token : tokens) {
                use(ONE.http(), token);
                use(OTHER.http(), token);
            }
        }

        assertThat(signers).hasSizeGreaterThanOrEqualTo(STEPS / STEPS_PER_KEY);
    }

    /// Clients of both instances that renew and use their tokens without pause while the keys change: none is
    /// refused.
    @Test
    void noClientIsRefusedWhileKeysRotateUnderLoad() throws Exception {
        var stop = new AtomicBoolean();
        var used = new AtomicInteger();
        Set<String> signers = new HashSet<>();
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            var clients = IntStream.range(0, CLIENTS)
                    .mapToObj(_ -> executor.submit(() -> renewAndUse(stop, used)))
                    .toList();
            for (int i = 0; i < STEPS; i++) {
                moveOn();
                signers.add(currentKid(ONE));
                int before = used.get();
                await().atMost(PATIENCE).until(() -> used.get() >= before + 4 * CLIENTS || isAnyDone(clients));
            }
            stop.set(true);
            for (var client : clients) {
                client.get();
            }
        }

        assertThat(signers).hasSizeGreaterThanOrEqualTo(STEPS / STEPS_PER_KEY);
    }

    private static boolean isAnyDone(List<? extends Future<?>> clients) {
        return clients.stream().anyMatch(Future::isDone);
    }

    private static void renewAndUse(AtomicBoolean stop, AtomicInteger used) {
        var login = ONE.http().loginAsSomebody();
        while (!stop.get()) {
            var issuer = used.get() % 2 == 0 ? ONE : OTHER;
            login = issuer.http().refresh(login.refreshToken()).hasStatus(200);
            var path = "/v1/users?id=" + login.text("user");
            ONE.http().get(path, login.accessToken()).hasStatus(200);
            OTHER.http().get(path, login.accessToken()).hasStatus(200);
            used.incrementAndGet();
        }
    }

    private static void moveOn() throws Exception {
        ONE.clock().advance(STEP);
        OTHER.clock().advance(STEP);
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            var one = executor.submit(() -> ONE.bean(SigningKeys.class).refresh());
            var other = executor.submit(() -> OTHER.bean(SigningKeys.class).refresh());
            one.get();
            other.get();
        }
    }

    private static void use(AuthHttp http, String token) {
        http.get("/v1/users?name=nobody-at-all", token).hasStatus(200);
    }

    private static String currentKid(AuthServer server) {
        return server.bean(SigningKeys.class).current().getKeyID();
    }

    private static AuthServer rotating() {
        return AuthServer.on(STACK)
                .with("warbler.auth.tokens.rotation-interval", "60s")
                .with("warbler.auth.tokens.publish-ahead", "40s")
                .with("warbler.auth.tokens.refresh-interval", "20s");
    }
}
