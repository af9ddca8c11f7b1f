package io.warbler.quality;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.Annotation;
import java.lang.classfile.AnnotationElement;
import java.lang.classfile.AnnotationValue;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.attribute.RecordComponentInfo;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// The settings that the compiled modules know: key → default, read from the records behind `@ConfigurationProperties`.
///
/// Spring's own metadata files stop at records that are declared in a file of their own, so the class files are read.
final class Settings {

    private static final String PROPERTIES = "Lorg/springframework/boot/context/properties/ConfigurationProperties;";
    private static final String DEFAULT_VALUE = "Lorg/springframework/boot/context/properties/bind/DefaultValue;";
    private static final String NO_DEFAULT = "–";

    private final Map<String, ClassModel> recordsByDescriptor = new HashMap<>();
    private final Map<String, String> defaultByKey = new TreeMap<>();

    private Settings(List<Path> classFolders) {
        classFolders.stream().flatMap(Settings::classFiles).forEach(this::add);
        recordsByDescriptor.values().forEach(type -> prefix(type).ifPresent(prefix -> walk(type, prefix)));
    }

    /// Of all modules below the root of the project.
    static Map<String, String> defaultByKey(Path root) throws IOException {
        try (var modules = Files.list(root)) {
            var folders = modules.map(module -> module.resolve("target/classes"))
                    .filter(Files::isDirectory)
                    .toList();
            return new Settings(folders).defaultByKey;
        }
    }

    private static Stream<Path> classFiles(Path folder) {
        try (var files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".class")).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void add(Path file) {
        try {
            ClassModel type = ClassFile.of().parse(file);
            if (type.findAttribute(Attributes.record()).isPresent()) {
                recordsByDescriptor.put(type.thisClass().asSymbol().descriptorString(), type);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void walk(ClassModel type, String prefix) {
        List<RecordComponentInfo> components =
                type.findAttribute(Attributes.record()).orElseThrow().components();
        List<Optional<String>> defaults = defaults(type, components.size());
        IntStream.range(0, components.size()).forEach(at -> {
            RecordComponentInfo component = components.get(at);
            String key = prefix + "." + kebab(component.name().stringValue());
            ClassModel nested = recordsByDescriptor.get(component.descriptor().stringValue());
            if (nested == null) {
                defaultByKey.put(key, defaults.get(at).orElse(NO_DEFAULT));
            } else {
                walk(nested, key);
            }
        });
    }

    private static Optional<String> prefix(ClassModel type) {
        return type.findAttribute(Attributes.runtimeVisibleAnnotations())
                .flatMap(all -> find(all.annotations(), PROPERTIES))
                .flatMap(annotation -> element(annotation, "prefix").or(() -> element(annotation, "value")));
    }

    /// `@DefaultValue` of each parameter of the canonical constructor.
    private static List<Optional<String>> defaults(ClassModel type, int count) {
        MethodModel constructor = type.methods().stream()
                .filter(method -> method.methodName().equalsString("<init>"))
                .filter(method -> method.methodTypeSymbol().parameterCount() == count)
                .findFirst()
                .orElseThrow();
        List<List<Annotation>> annotations = constructor
                .findAttribute(Attributes.runtimeVisibleParameterAnnotations())
                .map(all -> all.parameterAnnotations())
                .orElseGet(() -> IntStream.range(0, count)
                        .<List<Annotation>>mapToObj(_ -> List.of())
                        .toList());
        return annotations.stream()
                .map(parameter -> find(parameter, DEFAULT_VALUE).flatMap(found -> element(found, "value")))
                .toList();
    }

    private static Optional<Annotation> find(List<Annotation> annotations, String descriptor) {
        return annotations.stream()
                .filter(annotation -> annotation.className().equalsString(descriptor))
                .findFirst();
    }

    private static Optional<String> element(Annotation annotation, String name) {
        return annotation.elements().stream()
                .filter(element -> element.name().equalsString(name))
                .map(AnnotationElement::value)
                .map(Settings::text)
                .findFirst();
    }

    private static String text(AnnotationValue value) {
        return switch (value) {
            case AnnotationValue.OfString string -> string.stringValue();
            case AnnotationValue.OfArray array ->
                array.values().stream().map(Settings::text).collect(Collectors.joining(", "));
            default -> throw new IllegalArgumentException("annotation value: " + value + " (expected: text)");
        };
    }

    private static String kebab(String name) {
        return name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }
}
