package io.warbler.grpc;

import io.grpc.MethodDescriptor;
import io.grpc.ServiceDescriptor;
import io.warbler.scenario.Cluster;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Every method of every service in the proto files.
final class Methods {

    private static final Pattern PACKAGE = Pattern.compile("option java_package = \"([a-z0-9.]+)\"");
    private static final Pattern SERVICE = Pattern.compile("(?m)^service (\\w+) ");

    private Methods() {}

    /// By `Service/Method`.
    static Map<String, MethodDescriptor<?, ?>> all() {
        Map<String, MethodDescriptor<?, ?>> methods = new TreeMap<>();
        try (Stream<Path> files = Files.walk(Cluster.checkout().resolve("common-proto/src/main/proto"))) {
            files.filter(file -> file.toString().endsWith(".proto"))
                    .flatMap(Methods::services)
                    .forEach(service -> service.getMethods().forEach(method -> methods.put(name(method), method)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return methods;
    }

    /// `auth` of `warbler.auth.v1.AuthService`: who serves it.
    static String server(MethodDescriptor<?, ?> method) {
        return List.of(method.getFullMethodName().split("\\.", -1)).get(1);
    }

    private static String name(MethodDescriptor<?, ?> method) {
        return method.getFullMethodName().replaceAll(".*\\.", "");
    }

    private static Stream<ServiceDescriptor> services(Path file) {
        try {
            String text = Files.readString(file);
            String javaPackage =
                    PACKAGE.matcher(text).results().findFirst().orElseThrow().group(1);
            return SERVICE.matcher(text)
                    .results()
                    .map((MatchResult found) -> descriptor(javaPackage + "." + found.group(1) + "Grpc"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ServiceDescriptor descriptor(String generated) {
        try {
            return (ServiceDescriptor)
                    Class.forName(generated).getMethod("getServiceDescriptor").invoke(null);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(generated + " (expected: generated from the proto files)", e);
        }
    }
}
