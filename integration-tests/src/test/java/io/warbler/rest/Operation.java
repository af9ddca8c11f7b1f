package io.warbler.rest;

import java.util.List;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/// One operation of the document.
///
/// @param id      its operationId
/// @param method  in upper case
/// @param path    the template, such as `/v1/users/{user}`
/// @param pointer where it stands in the document
/// @param node    what stands there
record Operation(String id, String method, String path, String pointer, JsonNode node) {

    /// Whether it needs no access token.
    boolean isOpen() {
        return node.has("security") && node.get("security").isEmpty();
    }

    List<String> pathParameters() {
        return Pattern.compile("\\{([a-zA-Z]+)}")
                .matcher(path)
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    /// The key of the answer that the document gives for a status: itself or `default`.
    String answerTo(int status) {
        String exact = Integer.toString(status);
        return node.get("responses").has(exact) ? exact : "default";
    }

    /// Method and path with nameless parameters, as services list them.
    String shape() {
        return method + " " + path.replaceAll("\\{[^}]*}", "{}");
    }
}
