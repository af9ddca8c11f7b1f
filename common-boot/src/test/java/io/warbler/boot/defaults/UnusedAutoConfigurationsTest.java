package io.warbler.boot.defaults;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurationMetadata;
import org.springframework.boot.cassandra.autoconfigure.CassandraAutoConfiguration;
import org.springframework.boot.context.annotation.ImportCandidates;
import org.springframework.mock.env.MockEnvironment;

class UnusedAutoConfigurationsTest {

    private static final String GRPC_SECURITY =
            "org.springframework.boot.grpc.server.autoconfigure.security.GrpcServerSecurityAutoConfiguration";
    private static final String GRPC_RESOURCE_SERVER =
            "org.springframework.boot.grpc.server.autoconfigure.security.GrpcServerOAuth2ResourceServerAutoConfiguration";
    private static final AutoConfigurationMetadata NO_METADATA = new NoMetadata();

    @Test
    void grpcIsGuardedByTheClusterTokenAlone() {
        var wanted = wanted(new MockEnvironment().withProperty("warbler.cassandra.keyspace", "auth"));

        assertThat(wanted).containsEntry(GRPC_SECURITY, false).containsEntry(GRPC_RESOURCE_SERVER, false);
        assertThat(wanted).containsEntry(CassandraAutoConfiguration.class.getName(), true);
    }

    @Test
    void serviceWithoutKeyspaceOpensNoCassandraSession() {
        assertThat(wanted(new MockEnvironment()))
                .containsEntry(CassandraAutoConfiguration.class.getName(), false)
                .containsEntry(GRPC_SECURITY, false);
    }

    /// Asks about every auto-configuration on the class path, so a renamed one shows as a missing key.
    private static Map<String, Boolean> wanted(MockEnvironment environment) {
        var filter = new UnusedAutoConfigurations();
        filter.setEnvironment(environment);
        List<String> names = ImportCandidates.load(
                        org.springframework.boot.autoconfigure.AutoConfiguration.class,
                        UnusedAutoConfigurationsTest.class.getClassLoader())
                .getCandidates();
        boolean[] matches = filter.match(names.toArray(String[]::new), NO_METADATA);
        var wanted = new HashMap<String, Boolean>();
        for (int i = 0; i < matches.length; i++) {
            wanted.put(names.get(i), matches[i]);
        }
        return wanted;
    }
}
