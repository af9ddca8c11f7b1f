package io.warbler.test.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A Markdown file of the project, seen as far as the tests need it.
record Markdown(Path path, String text) {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern FENCE = Pattern.compile("^```(.*?)\\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);
    private static final Pattern LINK = Pattern.compile("\\[[^\\]]*]\\(([^)\\s]+)\\)");
    private static final Pattern HEADING = Pattern.compile("^#{1,6} +(.+?) *$", Pattern.MULTILINE);

    static Markdown read(String pathFromRoot) {
        return read(ROOT.resolve(pathFromRoot));
    }

    /// Every page that belongs to the project's documentation.
    static Stream<Markdown> pages() {
        try (var docs = Files.walk(ROOT.resolve("docs"))) {
            List<Path> pages =
                    docs.filter(page -> page.toString().endsWith(".md")).toList();
            return Stream.concat(Stream.of("README.md", "CONTRIBUTING.md").map(ROOT::resolve), pages.stream())
                    .map(Markdown::read);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The documents inside the fenced blocks with this info string: each begins with `{` in the first column.
    Stream<String> documents(String info) {
        return FENCE.matcher(text)
                .results()
                .filter(block -> block.group(1).equals(info))
                .flatMap(block -> Arrays.stream(block.group(2).split("\\n(?=\\{)", -1)));
    }

    /// The targets of all links outside of fenced blocks, without those to the web.
    Stream<String> localLinks() {
        return LINK.matcher(prose()).results().map(link -> link.group(1)).filter(link -> !link.contains("://"));
    }

    /// The anchors that a renderer makes of the headings: repeated ones get `-1`, `-2` …
    Set<String> anchors() {
        var anchors = new TreeSet<String>();
        var countBySlug = new HashMap<String, Integer>();
        HEADING.matcher(prose()).results().forEach(heading -> {
            String slug = slug(heading.group(1));
            int count = countBySlug.merge(slug, 1, Integer::sum);
            anchors.add(count == 1 ? slug : slug + "-" + (count - 1));
        });
        return anchors;
    }

    private String prose() {
        return FENCE.matcher(text).replaceAll("");
    }

    private static String slug(String heading) {
        return heading.toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N} _-]", "")
                .replace(' ', '-');
    }

    static Markdown read(Path path) {
        try {
            return new Markdown(path, Files.readString(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
