package io.warbler.test.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LinksTest {

    @ParameterizedTest
    @MethodSource("pages")
    void everyLinkResolves(Markdown page) {
        assertThat(page.localLinks().filter(link -> !resolves(page, link))).isEmpty();
    }

    static Stream<Markdown> pages() {
        return Markdown.pages();
    }

    private static boolean resolves(Markdown page, String link) {
        String[] parts = link.split("#", 2);
        Path target = parts[0].isEmpty()
                ? page.path()
                : page.path().resolveSibling(parts[0]).normalize();
        if (!Files.exists(target)) {
            return false;
        }
        return parts.length == 1 || Markdown.read(target).anchors().contains(parts[1]);
    }
}
