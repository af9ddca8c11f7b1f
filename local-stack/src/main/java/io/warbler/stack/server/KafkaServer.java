package io.warbler.stack.server;

import io.warbler.stack.process.Launch;
import io.warbler.stack.process.ProcessFolder;
import io.warbler.stack.process.StackException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/// Kafka 4, broker and controller in one process.
final class KafkaServer {

    static final String NAME = "kafka";

    private final ServerSettings settings;

    KafkaServer(ServerSettings settings) {
        this.settings = settings;
    }

    /// Formats the data folder on first use.
    Launch launch(ProcessFolder folder) {
        var ports = settings.ports();
        var data = folder.data(NAME);
        var properties = Template.render(
                "kafka.properties",
                Map.of(
                        "port", ports.kafka().toString(),
                        "controllerPort", ports.kafkaController().toString(),
                        "data", data.toString()),
                folder.settings(NAME).resolve("server.properties"));
        var lib = settings.jars().resolve(NAME);
        format(data, properties, lib, folder.log(NAME));
        return new Launch(
                NAME,
                JarVersion.of(lib, "kafka_2.13"),
                command(lib, properties),
                List.of(ports.kafka(), ports.kafkaController()),
                () -> Probes.kafka(ports.kafka().port()),
                Duration.ofSeconds(60));
    }

    private List<String> command(Path lib, Path properties) {
        List<String> command = new ArrayList<>(List.of(java()));
        command.addAll(settings.jit().options());
        command.addAll(List.of(
                "-Xms128m",
                "-Xmx" + settings.kafkaHeapMegabytes() + "m",
                "-XX:+UseCompactObjectHeaders",
                "-XX:+ExitOnOutOfMemoryError",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
                "-Dorg.slf4j.simpleLogger.showDateTime=true",
                "-Dorg.slf4j.simpleLogger.dateTimeFormat=HH:mm:ss.SSS"));
        command.addAll(settings.jvmOptions(NAME));
        command.addAll(List.of("-cp", lib + "/*", "kafka.Kafka", properties.toString()));
        return command;
    }

    private void format(Path data, Path properties, Path lib, Path log) {
        if (Files.exists(data.resolve("meta.properties"))) {
            return;
        }
        try {
            var process = new ProcessBuilder(
                            java(),
                            "-XX:TieredStopAtLevel=1",
                            "-XX:+UseSerialGC",
                            "-Xmx128m",
                            "-Dorg.slf4j.simpleLogger.defaultLogLevel=error",
                            "-cp",
                            lib + "/*",
                            "kafka.tools.StorageTool",
                            "format",
                            "-t",
                            newClusterId(),
                            "-c",
                            properties.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
            if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
                process.destroy();
                throw new StackException("Kafka's data folder " + data + " cannot be formatted; see " + log);
            }
        } catch (IOException e) {
            throw new StackException("Kafka's data folder " + data + " cannot be formatted: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackException("interrupted while formatting " + data, e);
        }
    }

    private String java() {
        return settings.jdks().java(25).toString();
    }

    private static String newClusterId() {
        var id = UUID.randomUUID();
        var bytes = ByteBuffer.allocate(16)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
