package io.warbler.gateway.delivery;

import static io.warbler.gateway.kit.TestGateway.ALICE;
import static io.warbler.gateway.kit.TestGateway.BOB;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.warbler.boot.delivery.DeliveryAutoConfiguration;
import io.warbler.boot.delivery.SignalPublisher;
import io.warbler.boot.kafka.TopicAutoConfiguration;
import io.warbler.boot.redis.RedisLinkAutoConfiguration;
import io.warbler.boot.redis.RedisPrefixAutoConfiguration;
import io.warbler.gateway.frame.Subprotocol;
import io.warbler.gateway.kit.Frames;
import io.warbler.gateway.kit.TestGateway;
import io.warbler.kernel.UserId;
import io.warbler.proto.client.v1.RelationChange;
import io.warbler.proto.client.v1.RelationChanged;
import io.warbler.proto.client.v1.ServerFrame;
import io.warbler.proto.delivery.v1.Delivery;
import io.warbler.test.StackConnection;
import io.warbler.test.WarblerStack;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// What other services than message-service tell users reaches their sockets, with routes and without.
@WarblerStack(topics = true, shared = true)
class SignalIT {

    private static TestGateway gateway;

    @BeforeAll
    static void start(StackConnection stack) {
        gateway = TestGateway.shared(stack);
    }

    @Test
    void signalReachesEveryConnectionOfTheUserAndNobodyElse(StackConnection stack) {
        try (var service = serviceWithRedisAt(stack, stack.redisPort())) {
            tellBob(service.getBean(SignalPublisher.class));

            assertThat(count(service, "warbler.signals.broadcasts")).isZero();
        }
    }

    @Test
    void withoutRedisEveryNodeIsTold(StackConnection stack) {
        try (var service = serviceWithRedisAt(stack, 1)) {
            tellBob(service.getBean(SignalPublisher.class));

            assertThat(count(service, "warbler.signals.broadcasts")).isEqualTo(1);
            assertThat(count(service, "warbler.signals.failures")).isZero();
        }
    }

    private static void tellBob(SignalPublisher signals) {
        try (var alice = gateway.login(ALICE, Subprotocol.PROTO);
                var bob = gateway.login(BOB, Subprotocol.PROTO);
                var otherDevice = gateway.login(BOB, Subprotocol.JSON)) {
            signals.publish(signal(), List.of(new UserId(BOB))).join();

            assertThat(bob.expect(ServerFrame::hasRelationChanged)
                            .getRelationChanged()
                            .getUser())
                    .isEqualTo(ALICE);
            otherDevice.expect(ServerFrame::hasRelationChanged);
            alice.send(Frames.heartbeat(3));
            alice.answer(3);
            assertThat(alice.seen()).noneMatch(ServerFrame::hasRelationChanged);
        }
    }

    private static Delivery signal() {
        var changed = RelationChanged.newBuilder()
                .setChange(RelationChange.RELATION_CHANGE_FRIENDSHIP_BEGUN)
                .setUser(ALICE);
        return Delivery.newBuilder()
                .setFrame(ServerFrame.newBuilder()
                        .setRelationChanged(changed)
                        .build()
                        .toByteString())
                .build();
    }

    private static double count(ConfigurableApplicationContext service, String name) {
        return service.getBean(MeterRegistry.class).counter(name).count();
    }

    private static ConfigurableApplicationContext serviceWithRedisAt(StackConnection stack, int redisPort) {
        return new SpringApplicationBuilder(OtherService.class)
                .run(
                        "--spring.main.web-application-type=none",
                        "--spring.kafka.bootstrap-servers=" + stack.kafka(),
                        "--spring.data.redis.host=" + stack.redisHost(),
                        "--spring.data.redis.port=" + redisPort,
                        "--warbler.kafka.topic-prefix=" + stack.topicPrefix(),
                        "--warbler.redis.key-prefix=" + stack.redisPrefix());
    }

    /// What a service without submit streams has.
    @Configuration(proxyBeanMethods = false)
    @ImportAutoConfiguration({
        KafkaAutoConfiguration.class,
        DataRedisAutoConfiguration.class,
        TopicAutoConfiguration.class,
        RedisPrefixAutoConfiguration.class,
        RedisLinkAutoConfiguration.class,
        DeliveryAutoConfiguration.class
    })
    static class OtherService {

        @Bean
        MeterRegistry meters() {
            return new SimpleMeterRegistry();
        }
    }
}
