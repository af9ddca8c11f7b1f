package io.warbler.quality;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// docs/operations.md lists every setting with its default, and no other.
class SettingsPageTest {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    /// A row of a settings table: key, default or –, meaning.
    private static final Pattern ROW =
            Pattern.compile("^\\| `(warbler\\.[a-z0-9.-]+)` \\| (?:`(.*?)`|–) \\| .+ \\|$", Pattern.MULTILINE);

    @Test
    void pageListsTheSettingsOfTheCode() throws IOException {
        Map<String, String> documented = new TreeMap<>();
        ROW.matcher(Files.readString(ROOT.resolve("docs").resolve("operations.md")))
                .results()
                .forEach(row -> documented.put(row.group(1), row.group(2) == null ? "–" : row.group(2)));

        assertThat(documented).containsExactlyInAnyOrderEntriesOf(Settings.defaultByKey(ROOT));
    }

    @Test
    void everyServiceHasSettingsHere() throws IOException {
        assertThat(Settings.defaultByKey(ROOT).keySet().stream().map(key -> key.split("\\.", -1)[1]))
                .contains("auth", "friend", "gateway", "message", "presence", "node", "cassandra");
    }
}
