package io.warbler.gateway.webclient;

import io.warbler.gateway.webclient.WebFile.Coding;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.http.MediaType;
import tools.jackson.databind.json.JsonMapper;

/// The files of the web client's jar, all in memory: some hundred KB, read once.
final class WebFiles {

    private static final String ROOT = "web/";
    private static final String INDEX = "/index.html";
    private static final String ROUTES = "/routes.json";
    private static final String HASHED = "/assets/";

    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html;charset=UTF-8",
            "js", "text/javascript;charset=UTF-8",
            "css", "text/css;charset=UTF-8",
            "svg", "image/svg+xml",
            "png", "image/png",
            "webmanifest", "application/manifest+json");

    private final Map<String, WebFile> files;
    private final List<String> routes;

    private final WebFile index;

    private WebFiles(Map<String, WebFile> files, WebFile index, List<String> routes) {
        this.files = Map.copyOf(files);
        this.index = index;
        this.routes = List.copyOf(routes);
    }

    /// Reads what is on the class path.
    ///
    /// @throws IllegalStateException if the web client is not there
    static WebFiles load() {
        Map<String, byte[]> contents = new HashMap<>();
        try {
            for (Resource resource : new PathMatchingResourcePatternResolver().getResources("classpath:/web/**/*.*")) {
                contents.put(pathOf(resource), resource.getContentAsByteArray());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        byte[] routes = contents.remove(ROUTES);
        Map<String, WebFile> files = new HashMap<>();
        contents.forEach((path, content) -> {
            String type = TYPES.get(extensionOf(path));
            if (type != null) {
                files.put(path, file(path, content, type, contents));
            }
        });
        WebFile index = files.get(INDEX);
        if (routes == null || index == null) {
            throw new IllegalStateException("the web client is not on the class path (expected: part of this program)");
        }
        return new WebFiles(files, index, List.of(new JsonMapper().readValue(routes, String[].class)));
    }

    /// The file at a path of the server.
    Optional<WebFile> at(String path) {
        return Optional.ofNullable(files.get(path));
    }

    /// The page that shows every route of the client.
    WebFile index() {
        return index;
    }

    /// The patterns of the paths that the client itself knows what to show at; `*` stands for one segment.
    List<String> routes() {
        return routes;
    }

    private static String pathOf(Resource resource) throws IOException {
        String url = resource.getURL().toString();
        return "/" + url.substring(url.lastIndexOf(ROOT) + ROOT.length());
    }

    private static WebFile file(String path, byte[] content, String type, Map<String, byte[]> contents) {
        Map<Coding, byte[]> forms = new EnumMap<>(Coding.class);
        for (Coding coding : Coding.values()) {
            byte[] form = contents.get(path + coding.suffix());
            if (form != null) {
                forms.put(coding, form);
            }
        }
        return new WebFile(MediaType.parseMediaType(type), etag(content), path.startsWith(HASHED), forms);
    }

    /// Weak, for all forms of a file share it.
    private static String etag(byte[] content) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
            return "W/\"" + Base64.getUrlEncoder().withoutPadding().encodeToString(digest) + "\"";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String extensionOf(String path) {
        return path.substring(path.lastIndexOf('.') + 1);
    }
}
