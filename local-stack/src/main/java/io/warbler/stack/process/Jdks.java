package io.warbler.stack.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// Finds JDKs where systems put them, whatever `java` on the PATH is.
public final class Jdks {

    private static final Pattern VERSION = Pattern.compile("JAVA_VERSION=\"(\\d+)[^\"]*\"");

    private final Map<String, String> environment;
    private final List<Path> parents;

    public Jdks(Map<String, String> environment) {
        this(
                environment,
                List.of(
                        Path.of("/usr/lib/jvm"),
                        Path.of("/opt/java"),
                        Path.of("/opt"),
                        Path.of("/Library/Java/JavaVirtualMachines"),
                        Path.of(environment.getOrDefault("HOME", "/"), ".sdkman/candidates/java"),
                        Path.of(environment.getOrDefault("HOME", "/"), ".jdks")));
    }

    Jdks(Map<String, String> environment, List<Path> parents) {
        this.environment = environment;
        this.parents = List.copyOf(parents);
    }

    /// The `java` of that feature release; the error says how to get one.
    public Path java(int feature) {
        return find(feature)
                .map(home -> home.resolve("bin/java"))
                .orElseThrow(
                        () -> new StackException("JDK " + feature + " not found (expected: in JAVA_HOME, WARBLER_JDK"
                                + feature + "_HOME or below " + parents + "); " + remedy(feature)));
    }

    /// The home of that feature release.
    public Optional<Path> find(int feature) {
        return candidates(feature).stream()
                .filter(home -> featureOf(home) == feature)
                .filter(home -> Files.isExecutable(home.resolve("bin/java")))
                .findFirst();
    }

    private static String remedy(int feature) {
        return "install it, for example: apt-get install openjdk-" + feature + "-jdk-headless, or unpack a build into "
                + "/usr/lib/jvm";
    }

    private List<Path> candidates(int feature) {
        List<Path> homes = new ArrayList<>();
        for (String variable : List.of("WARBLER_JDK" + feature + "_HOME", "JAVA_HOME")) {
            var home = environment.getOrDefault(variable, "");
            if (!home.isBlank()) {
                homes.add(Path.of(home));
            }
        }
        homes.add(Path.of(System.getProperty("java.home", "/")));
        Programs.find("java", environment).map(Jdks::homeOf).ifPresent(homes::add);
        parents.forEach(parent -> homes.addAll(childrenOf(parent)));
        return homes;
    }

    private static Path homeOf(Path java) {
        try {
            var bin = java.toRealPath().getParent();
            var home = bin == null ? null : bin.getParent();
            return home == null ? java : home;
        } catch (IOException _) {
            return java;
        }
    }

    private static List<Path> childrenOf(Path parent) {
        try (var children = Files.list(parent)) {
            return children.flatMap(child -> List.of(child, child.resolve("Contents/Home")).stream())
                    .sorted()
                    .toList();
        } catch (IOException _) {
            return List.of();
        }
    }

    private static int featureOf(Path home) {
        try {
            var matcher = VERSION.matcher(Files.readString(home.resolve("release")));
            return matcher.find() ? Integer.parseInt(matcher.group(1)) : -1;
        } catch (IOException _) {
            return -1;
        }
    }
}
