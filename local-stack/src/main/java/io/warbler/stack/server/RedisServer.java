package io.warbler.stack.server;

import io.warbler.stack.process.Launch;
import io.warbler.stack.process.ProcessFolder;
import io.warbler.stack.process.Programs;
import io.warbler.stack.process.StackException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// The system's redis-server, keeping nothing.
final class RedisServer {

    static final String NAME = "redis";
    private static final Pattern VERSION = Pattern.compile("v=(\\S+)");

    private final ServerSettings settings;

    RedisServer(ServerSettings settings) {
        this.settings = settings;
    }

    Launch launch(ProcessFolder folder) {
        var program = Programs.find("redis-server", settings.environment())
                .orElseThrow(() -> new StackException("redis-server not found on the PATH (expected: Redis 7); install "
                        + "it: apt-get install -y redis-server"));
        var port = settings.ports().redis();
        var conf = Template.render(
                "redis.conf",
                Map.of("port", port.toString(), "data", folder.data(NAME).toString()),
                folder.settings(NAME).resolve("redis.conf"));
        return new Launch(
                NAME,
                versionOf(program),
                List.of(program.toString(), conf.toString()),
                List.of(port),
                () -> Probes.redis(port.port()),
                Duration.ofSeconds(15));
    }

    private static String versionOf(Path program) {
        try {
            var process = new ProcessBuilder(program.toString(), "--version").start();
            var text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            var matcher = VERSION.matcher(text);
            return matcher.find() ? matcher.group(1) : "unknown";
        } catch (IOException _) {
            return "unknown";
        }
    }
}
