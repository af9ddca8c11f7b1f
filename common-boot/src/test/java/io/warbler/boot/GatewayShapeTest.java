package io.warbler.boot;

import static org.assertj.core.api.Assertions.assertThat;

import io.warbler.boot.cassandra.SessionAutoConfiguration;
import io.warbler.boot.cluster.ClusterAutoConfiguration;
import io.warbler.boot.cluster.GrpcChannels;
import io.warbler.boot.delivery.DeliveryAutoConfiguration;
import io.warbler.boot.error.ErrorAutoConfiguration;
import io.warbler.boot.http.HttpAutoConfiguration;
import io.warbler.boot.json.StrictJsonAutoConfiguration;
import io.warbler.boot.kafka.TopicAutoConfiguration;
import io.warbler.boot.kafka.TopicNames;
import io.warbler.boot.node.NodeAutoConfiguration;
import io.warbler.boot.redis.RedisLinkAutoConfiguration;
import io.warbler.boot.redis.RedisPrefix;
import io.warbler.boot.redis.RedisPrefixAutoConfiguration;
import io.warbler.boot.security.AccessTokenAutoConfiguration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;

/// The gateway has neither servlets nor Spring Security on its class path, and no keyspace.
class GatewayShapeTest {

    @Test
    void reactiveServiceGetsEverythingButTheServletParts(@TempDir Path folder) throws IOException {
        var token = Files.writeString(folder.resolve("token"), "t".repeat(32));

        new ReactiveWebApplicationContextRunner()
                .withClassLoader(new FilteredClassLoader(
                        "jakarta.servlet",
                        "org.springframework.web.servlet",
                        "org.springframework.security",
                        "org.springframework.boot.webmvc",
                        "com.nimbusds"))
                .withConfiguration(AutoConfigurations.of(
                        NodeAutoConfiguration.class,
                        ClusterAutoConfiguration.class,
                        ErrorAutoConfiguration.class,
                        HttpAutoConfiguration.class,
                        StrictJsonAutoConfiguration.class,
                        AccessTokenAutoConfiguration.class,
                        SessionAutoConfiguration.class,
                        TopicAutoConfiguration.class,
                        RedisPrefixAutoConfiguration.class,
                        RedisLinkAutoConfiguration.class,
                        DeliveryAutoConfiguration.class))
                .withPropertyValues("warbler.cluster.token-file=" + token)
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .hasSingleBean(GrpcChannels.class)
                        .hasSingleBean(TopicNames.class)
                        .hasSingleBean(RedisPrefix.class)
                        .doesNotHaveBean("problemAdvice")
                        .doesNotHaveBean("accessTokenFilterChain")
                        .doesNotHaveBean("cassandraSession"));
    }
}
