package io.warbler.boot.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class ClusterAutoConfigurationTest {

    private final ApplicationContextRunner runner =
            new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(ClusterAutoConfiguration.class));

    @Test
    void thereIsNoDefaultToken() {
        runner.run(context ->
                assertThat(context).getFailure().hasStackTraceContaining("warbler.cluster.token-file: not set"));
    }

    @Test
    void tokenComesFromTheFileAndIsNeverPrinted(@TempDir Path folder) throws IOException {
        var secret = "s3cret".repeat(8);
        var file = Files.writeString(folder.resolve("token"), secret + "\n");

        runner.withPropertyValues("warbler.cluster.token-file=" + file).run(context -> {
            var token = context.getBean(ClusterToken.class);
            assertThat(token.matches(secret)).isTrue();
            assertThat(token.matches(secret + "x")).isFalse();
            assertThat(token).hasToString("[redacted]");
        });
    }

    @Test
    void weakTokenStopsTheStartWithoutShowingIt(@TempDir Path folder) throws IOException {
        var file = Files.writeString(folder.resolve("token"), "hunter2");

        runner.withPropertyValues("warbler.cluster.token-file=" + file)
                .run(context -> assertThat(context)
                        .getFailure()
                        .hasStackTraceContaining("expected: at least 32")
                        .extracting(failure -> failure.toString() + failure.getCause())
                        .asString()
                        .doesNotContain("hunter2"));
    }

    @Test
    void targetsDefaultToTheLocalPortsAndTakeLists(@TempDir Path folder) throws IOException {
        var file = Files.writeString(folder.resolve("token"), "t".repeat(32));
        var withToken = runner.withPropertyValues("warbler.cluster.token-file=" + file);

        withToken.run(context -> assertThat(
                        context.getBean(ServiceTargets.class).message().grpc())
                .containsExactly("127.0.0.1:9112"));
        withToken
                .withPropertyValues("warbler.services.message.grpc=a:1,b:2")
                .run(context -> assertThat(
                                context.getBean(ServiceTargets.class).message().grpc())
                        .containsExactly("a:1", "b:2"));
    }
}
