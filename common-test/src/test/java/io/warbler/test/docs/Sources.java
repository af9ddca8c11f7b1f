package io.warbler.test.docs;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// The Java files of the project.
final class Sources {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Set<String> NO_SOURCES = Set.of("target", ".git", ".warbler", "node_modules");
    private static final Path MAIN = Path.of("src", "main", "java");

    private Sources() {}

    /// All of them, production and tests.
    static List<Path> files() throws IOException {
        var files = new ArrayList<Path>();
        Files.walkFileTree(ROOT, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                return NO_SOURCES.contains(String.valueOf(folder.getFileName()))
                        ? FileVisitResult.SKIP_SUBTREE
                        : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (file.toString().endsWith(".java")) {
                    files.add(file);
                }
                return FileVisitResult.CONTINUE;
            }
        });
        return files;
    }

    /// The texts of the services' production files and of what they share.
    static Stream<String> textsOfServices() throws IOException {
        return files().stream()
                .filter(file -> file.toString().contains(MAIN.toString()))
                .filter(file -> isOfAService(ROOT.relativize(file).getName(0).toString()))
                .map(Markdown::read)
                .map(Markdown::text);
    }

    private static boolean isOfAService(String module) {
        return module.endsWith("-service") || module.equals("common-boot");
    }
}
