package io.warbler.gateway.route;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/// The scripts in `lua/`, read once.
@Component
public final class RouteScripts {

    private final String removeField = read("field_remove");
    private final String announce = read("announcement_make");
    private final String refresh = read("announcement_refresh");

    /// Removes a field of a hash unless it has another value.
    public String removeField() {
        return removeField;
    }

    String announce() {
        return announce;
    }

    String refresh() {
        return refresh;
    }

    private static String read(String name) {
        try {
            return new ClassPathResource("lua/" + name + ".lua").getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(name + ".lua (expected: on the class path)", e);
        }
    }
}
