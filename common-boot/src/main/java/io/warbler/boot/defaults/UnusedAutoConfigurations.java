package io.warbler.boot.defaults;

import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.AutoConfigurationImportFilter;
import org.springframework.boot.autoconfigure.AutoConfigurationMetadata;
import org.springframework.context.EnvironmentAware;
import org.springframework.core.env.Environment;

/// Leaves out the auto-configurations of Spring Boot that would do the wrong thing here.
///
/// gRPC between services is guarded by the cluster token, not by bearer tokens; a service without a keyspace (the
/// gateway) opens no Cassandra session.
public final class UnusedAutoConfigurations implements AutoConfigurationImportFilter, EnvironmentAware {

    private static final Set<String> NEVER = Set.of(
            "org.springframework.boot.grpc.server.autoconfigure.security.GrpcServerSecurityAutoConfiguration",
            "org.springframework.boot.grpc.server.autoconfigure.security.GrpcServerOAuth2ResourceServerAutoConfiguration");
    private static final String CASSANDRA = "org.springframework.boot.cassandra.autoconfigure.";

    private boolean usesCassandra = true;

    @Override
    public void setEnvironment(Environment environment) {
        usesCassandra = environment.containsProperty("warbler.cassandra.keyspace");
    }

    @Override
    public boolean[] match(@Nullable String[] autoConfigurationClasses, AutoConfigurationMetadata metadata) {
        boolean[] wanted = new boolean[autoConfigurationClasses.length];
        for (int i = 0; i < wanted.length; i++) {
            wanted[i] = isWanted(Objects.requireNonNullElse(autoConfigurationClasses[i], ""));
        }
        return wanted;
    }

    private boolean isWanted(String name) {
        return !NEVER.contains(name) && (usesCassandra || !name.startsWith(CASSANDRA));
    }
}
