package io.warbler.test.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// docs/ARCHITECTURE.md names only what exists.
class ArchitecturePageTest {

    private static final Pattern TEST_CLASS = Pattern.compile("`(\\w+(?:Test|IT))`");
    private final Markdown page = Markdown.read("docs/ARCHITECTURE.md");

    @Test
    void everyProofExists() throws IOException {
        List<String> files = Sources.files().stream()
                .map(file -> String.valueOf(file.getFileName()))
                .toList();

        assertThat(TEST_CLASS.matcher(page.text()).results().map((MatchResult proof) -> proof.group(1) + ".java"))
                .isNotEmpty()
                .allSatisfy(file -> assertThat(files).contains(file));
    }
}
