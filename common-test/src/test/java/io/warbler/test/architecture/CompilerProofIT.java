package io.warbler.test.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import io.warbler.test.Extent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/// The compiler, run with the very arguments of the root pom, refuses seeded mistakes.
@Tag(Extent.LONG)
@Execution(ExecutionMode.CONCURRENT)
class CompilerProofIT {

    private static final Path ROOT = Path.of("..");
    private static final Pattern ARGUMENT = Pattern.compile("<arg>(.+?)</arg>");

    @TempDir
    private Path folder;

    @Test
    void nullDereferenceIsRefused() {
        assertThat(compile("static int length(@Nullable String text) { return text.length(); }"))
                .contains("[NullAway] dereferenced expression 'text' is @Nullable");
    }

    @Test
    void nullForANonNullParameterIsRefused() {
        assertThat(
                        compile(
                                "static int length(String text) { return text.length(); }\nint zero() { return length(null); }"))
                .contains("[NullAway] passing @Nullable parameter 'null'");
    }

    @Test
    void bugPatternIsRefused() {
        assertThat(compile("static boolean same(Integer one, Long other) { return one.equals(other); }"))
                .contains("[EqualsIncompatibleType]");
    }

    @Test
    void warningIsRefused() {
        assertThat(compile("java.util.List raw() { return java.util.List.of(); }"))
                .contains("[rawtypes]");
    }

    @Test
    void missingSealedCaseIsRefused() {
        assertThat(compile("""
                sealed interface Answer { record Yes() implements Answer {} record No() implements Answer {} }
                static int count(Answer answer) { return switch (answer) { case Answer.Yes _ -> 1; }; }""")).contains("does not cover all possible input values");
    }

    @Test
    void checkedAccessCompiles() {
        assertThat(compile("static int length(@Nullable String text) { return text == null ? 0 : text.length(); }"))
                .isEmpty();
    }

    /// What the compiler prints about a class with these members.
    private String compile(String members) {
        try {
            var source = Files.writeString(folder.resolve("Seed.java"), """
                    package seed;

                    import org.jspecify.annotations.NullMarked;
                    import org.jspecify.annotations.Nullable;

                    @NullMarked
                    class Seed {
                    @Nullable String unused() { return null; }
                    %s
                    }
                    """.formatted(members));
            return run(command(source));
        } catch (IOException e) {
            throw new IllegalStateException("compile: " + members, e);
        }
    }

    private List<String> command(Path source) throws IOException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "javac").toString());
        Files.readAllLines(ROOT.resolve(".mvn").resolve("jvm.config")).forEach(option -> command.add("-J" + option));
        ARGUMENT.matcher(Files.readString(ROOT.resolve("pom.xml")))
                .results()
                .map((MatchResult argument) -> argument.group(1))
                .forEach(command::add);
        String path = System.getProperty("java.class.path");
        command.addAll(List.of("-processorpath", path, "-classpath", path, "-d", folder.toString(), source.toString()));
        return command;
    }

    private static String run(List<String> command) throws IOException {
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try (var output = process.getInputStream()) {
            return new String(output.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
