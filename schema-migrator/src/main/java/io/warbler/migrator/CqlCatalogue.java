package io.warbler.migrator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The scripts on the class path: `cql/<service>/V00N__name.cql`.
final class CqlCatalogue {

    private CqlCatalogue() {}

    static List<CqlScript> scriptsOf(String service) {
        var folder = CqlCatalogue.class.getResource("/cql/" + service);
        if (folder == null) {
            throw new MigrationException("service: '" + service + "' has no scripts (expected: a folder cql/" + service
                    + " in schema-migrator)");
        }
        try {
            var uri = folder.toURI();
            try (var archive = archiveOf(uri)) {
                return read(archive == null ? Path.of(uri) : archive.getPath("/cql", service));
            }
        } catch (URISyntaxException | IOException e) {
            throw new MigrationException("scripts of " + service + " cannot be read at " + folder, e);
        }
    }

    private static @Nullable FileSystem archiveOf(URI uri) throws IOException {
        if (!"jar".equals(uri.getScheme())) {
            return null;
        }
        var jar = uri.getRawSchemeSpecificPart();
        var file = Path.of(URI.create(jar.substring(0, jar.indexOf("!/"))));
        return FileSystems.newFileSystem(file, Map.of());
    }

    private static List<CqlScript> read(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            var scripts = files.filter(file -> file.toString().endsWith(".cql"))
                    .map(CqlCatalogue::parse)
                    .sorted(Comparator.comparingInt(CqlScript::version))
                    .toList();
            refuseTwins(scripts);
            return scripts;
        }
    }

    private static CqlScript parse(Path file) {
        try {
            return CqlScript.parse(String.valueOf(file.getFileName()), Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void refuseTwins(List<CqlScript> scripts) {
        for (int i = 1; i < scripts.size(); i++) {
            if (scripts.get(i).version() == scripts.get(i - 1).version()) {
                throw new MigrationException("version " + scripts.get(i).version() + ": "
                        + scripts.get(i - 1).name() + " and " + scripts.get(i).name()
                        + " (expected: one script per version)");
            }
        }
    }
}
