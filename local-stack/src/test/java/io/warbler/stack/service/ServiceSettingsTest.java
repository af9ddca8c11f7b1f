package io.warbler.stack.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.warbler.stack.server.ServerPorts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServiceSettingsTest {

    @TempDir
    private Path folder = Path.of("");

    @Test
    void everyServiceLearnsWhereTheOthersAre() {
        var properties = settings(Map.of("WARBLER_MESSAGE_GRPC_PORT", "7001")).properties(Service.GATEWAY);

        assertThat(properties)
                .containsEntry("warbler.services.message.grpc", "127.0.0.1:7001")
                .containsEntry("warbler.services.auth.http", "http://127.0.0.1:9101")
                .containsEntry("spring.kafka.bootstrap-servers", "127.0.0.1:29092")
                .containsEntry("server.port", "8443")
                .containsEntry("management.server.port", "9100");
    }

    @Test
    void eachServiceHasItsOwnPorts() {
        var settings = settings(Map.of("WARBLER_FRIEND_PORT", "7002"));

        assertThat(settings.properties(Service.FRIEND))
                .containsEntry("server.port", "7002")
                .containsEntry("spring.grpc.server.port", "9113");
        assertThat(settings.instance(Service.PRESENCE).healthPort()).isEqualTo(9_104);
    }

    @Test
    void secretsAreMadeOnceAndForTheOwnerOnly() throws IOException {
        var settings = settings(Map.of());
        var token = Path.of(settings.properties(Service.AUTH).getOrDefault("warbler.cluster.token-file", ""));
        var content = Files.readString(token);

        assertThat(settings(Map.of()).properties(Service.MESSAGE))
                .containsEntry("warbler.cluster.token-file", token.toString());
        assertThat(Files.readString(token)).isEqualTo(content).hasSize(64);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(token)))
                .isEqualTo("rw-------");
    }

    private ServiceSettings settings(Map<String, String> environment) {
        return new ServiceSettings(
                ServerPorts.fixed(environment),
                new ServicePorts(environment),
                new Secrets(folder.resolve("secrets"), new SecureRandom()),
                false,
                Map.of());
    }
}
