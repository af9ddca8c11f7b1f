package io.warbler.boot.cluster;

import io.grpc.netty.NettyServerBuilder;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.grpc.client.GlobalClientInterceptor;
import org.springframework.grpc.server.GlobalServerInterceptor;
import org.springframework.grpc.server.ServerBuilderCustomizer;
import org.springframework.grpc.server.exception.GrpcExceptionHandler;

/// Guards gRPC with the cluster token and runs it on virtual threads.
@AutoConfiguration
@EnableConfigurationProperties({ClusterProperties.class, ServiceTargets.class})
public final class ClusterAutoConfiguration {

    private static final long PERMITTED_KEEP_ALIVE_SECONDS = 10;

    @Bean
    @ConditionalOnMissingBean
    ClusterToken clusterToken(ClusterProperties properties) {
        Path file = properties.tokenFile();
        if (file == null) {
            throw new IllegalStateException(
                    "warbler.cluster.token-file: not set (expected: a file with the deployment's shared secret)");
        }
        return ClusterToken.readFrom(file);
    }

    @Bean
    @GlobalClientInterceptor
    ClusterTokenInterceptor clusterTokenInterceptor(ClusterToken token) {
        return new ClusterTokenInterceptor(token);
    }

    @Bean
    @GlobalServerInterceptor
    ClusterTokenCheck clusterTokenCheck(ClusterToken token) {
        return new ClusterTokenCheck(token);
    }

    @Bean(defaultCandidate = false)
    ExecutorService grpcExecutor() {
        return Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name("grpc-", 0).factory());
    }

    @Bean
    GrpcChannels grpcChannels(ClusterTokenInterceptor token, @Qualifier("grpcExecutor") ExecutorService grpcExecutor) {
        return new GrpcChannels(token, grpcExecutor);
    }

    @Bean
    ServerBuilderCustomizer<NettyServerBuilder> virtualThreadServer(
            @Qualifier("grpcExecutor") ExecutorService grpcExecutor) {
        return builder -> builder.executor(grpcExecutor)
                .permitKeepAliveTime(PERMITTED_KEEP_ALIVE_SECONDS, TimeUnit.SECONDS)
                .permitKeepAliveWithoutCalls(true);
    }

    @Bean
    GrpcExceptionHandler storeFailures() {
        return new StoreFailures();
    }
}
