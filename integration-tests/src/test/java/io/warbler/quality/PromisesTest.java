package io.warbler.quality;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// docs/ARCHITECTURE.md names the tests of each promise, and each of them is tagged with it: `mvn -Dgroups=I4 verify`
/// runs what
/// proves I4.
class PromisesTest {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    /// A row of the table of promises: number, name, statement, tests.
    private static final Pattern ROW =
            Pattern.compile("^\\| (I\\d+) \\| [^|]+ \\| [^|]+ \\| ([^|]+) \\|$", Pattern.MULTILINE);

    private static final Pattern TEST = Pattern.compile("`([A-Z]\\w+(?:Test|IT))`");
    private static final Pattern TAG = Pattern.compile("@Tag\\(\"(I\\d+)\"\\)");

    @Test
    void everyPromiseOfTheMessagePathHasARow() throws IOException {
        assertThat(documented().keySet())
                .containsAll(IntStream.rangeClosed(1, 16)
                        .mapToObj(number -> "I" + number)
                        .toList());
    }

    @Test
    void thePageNamesTheTestsThatAreTagged() throws IOException {
        assertThat(tagged()).containsExactlyInAnyOrderEntriesOf(documented());
    }

    private static Map<String, Set<String>> documented() throws IOException {
        Map<String, Set<String>> tests = new TreeMap<>();
        ROW.matcher(Files.readString(ROOT.resolve("docs").resolve("ARCHITECTURE.md")))
                .results()
                .forEach(row -> tests.put(
                        row.group(1),
                        TEST.matcher(row.group(2))
                                .results()
                                .map(test -> test.group(1))
                                .collect(toCollection(TreeSet::new))));
        return tests;
    }

    private static Map<String, Set<String>> tagged() throws IOException {
        Map<String, Set<String>> tests = new TreeMap<>();
        for (Path module : modules()) {
            try (var files = Files.walk(module.resolve("src").resolve("test"))) {
                files.filter(file -> file.toString().endsWith(".java")).forEach(file -> {
                    Matcher tags = TAG.matcher(text(file));
                    String name = file.getFileName().toString().replace(".java", "");
                    while (tags.find()) {
                        tests.computeIfAbsent(tags.group(1), _ -> new TreeSet<>())
                                .add(name);
                    }
                });
            }
        }
        return tests;
    }

    private static List<Path> modules() throws IOException {
        try (var folders = Files.walk(ROOT, 2)) {
            return folders.filter(
                            folder -> Files.isDirectory(folder.resolve("src").resolve("test")))
                    .toList();
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
