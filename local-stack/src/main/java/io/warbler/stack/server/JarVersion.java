package io.warbler.stack.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The version in a jar's name.
final class JarVersion {

    private JarVersion() {}

    static String of(Path lib, String artifact) {
        try (var jars = Files.list(lib)) {
            return jars.map(jar -> String.valueOf(jar.getFileName()))
                    .filter(name -> name.matches(artifact.replace(".", "\\.") + "-[0-9].*\\.jar"))
                    .map(name -> name.substring(artifact.length() + 1, name.length() - ".jar".length()))
                    .findFirst()
                    .orElse("unknown");
        } catch (IOException _) {
            return "unknown";
        }
    }
}
