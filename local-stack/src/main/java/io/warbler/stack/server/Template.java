package io.warbler.stack.server;

import io.warbler.stack.process.StackException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A settings file among the resources, with `${name}` to be filled in.
final class Template {

    private static final Pattern VARIABLE = Pattern.compile("\\$\\{(\\w+)}");

    private Template() {}

    static Path render(String resource, Map<String, String> values, Path target) {
        try {
            return Files.writeString(target, fill(read(resource), values));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String fill(String text, Map<String, String> values) {
        return VARIABLE.matcher(text).replaceAll(match -> {
            var value = values.get(match.group(1));
            if (value == null) {
                throw new StackException(
                        "template: no value for ${" + match.group(1) + "} (expected: one of " + values.keySet() + ")");
            }
            return Matcher.quoteReplacement(value);
        });
    }

    static String read(String resource) {
        try (var stream = Template.class.getResourceAsStream("/servers/" + resource)) {
            if (stream == null) {
                throw new StackException("resource servers/" + resource + " is missing from local-stack");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
