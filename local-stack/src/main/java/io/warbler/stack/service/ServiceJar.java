package io.warbler.stack.service;

import io.warbler.stack.process.StackException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.concurrent.TimeUnit;

/// A service's jar, taken apart: it starts faster so, and a build may replace the jar while the service runs.
record ServiceJar(Path jar, Path target) {

    static final String VERSION = "0.1.0";

    static ServiceJar of(Path checkout, Path target, Service service) {
        var name = service.module() + "-" + VERSION + ".jar";
        return new ServiceJar(
                checkout.resolve(service.module()).resolve("target").resolve(name), target);
    }

    /// Changes with each build: the jar's own time does not, since builds are reproducible, so the inode's is read.
    String build() {
        try {
            return Files.getAttribute(jar, "unix:ctime") + " " + Files.size(jar);
        } catch (IOException e) {
            throw new StackException(jar + " is missing (expected: built); run ./warbler up, or: mvn package", e);
        }
    }

    boolean isExtracted() {
        try {
            var marker = target.resolve("built");
            return Files.exists(marker) && Files.readString(marker).equals(build());
        } catch (IOException _) {
            return false;
        }
    }

    /// Where the JVM keeps the classes of this build; gone with it.
    Path classArchive() {
        return target.resolve("classes.jsa");
    }

    /// The small jar that knows the libraries beside it.
    Path extracted(String java) {
        if (!isExtracted()) {
            extract(java);
        }
        return target.resolve(String.valueOf(jar.getFileName()));
    }

    private void extract(String java) {
        var build = build();
        try {
            delete();
            Files.createDirectories(target);
            var log = target.resolve("extract.log");
            var process = new ProcessBuilder(
                            java,
                            "-XX:TieredStopAtLevel=1",
                            "-Djarmode=tools",
                            "-jar",
                            jar.toString(),
                            "extract",
                            "--force",
                            "--destination",
                            target.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
                process.destroy();
                throw new StackException(jar + " cannot be taken apart: " + Files.readString(log));
            }
            Files.writeString(target.resolve("built"), build);
        } catch (IOException e) {
            throw new StackException(jar + " cannot be taken apart: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackException("interrupted while taking " + jar + " apart", e);
        }
    }

    private void delete() throws IOException {
        if (!Files.exists(target)) {
            return;
        }
        try (var files = Files.walk(target)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
