package io.warbler.socket;

import com.networknt.schema.Error;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialect;
import com.networknt.schema.dialect.Dialects;
import com.networknt.schema.keyword.NonValidationKeyword;
import io.warbler.scenario.Cluster;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// `docs/api/asyncapi.yaml`, and whether a frame is one that it promises. Schemas of AsyncAPI are JSON Schema draft 7.
final class SocketDocument {

    private static final String LOCATION = "https://warbler.invalid/asyncapi";

    private static final Dialect DIALECT = Dialect.builder(Dialects.getDraft7())
            .keyword(new NonValidationKeyword("x-protobuf"))
            .build();

    private final JsonNode root;
    private final SchemaRegistry schemas;

    SocketDocument(JsonNode root) {
        this.root = root;
        schemas = SchemaRegistry.withDefaultDialect(
                DIALECT, builder -> builder.schemas(Map.of(LOCATION, root.toString())));
    }

    static SocketDocument read() {
        try {
            return new SocketDocument(new YAMLMapper()
                    .readTree(Files.readString(Cluster.checkout().resolve("docs/api/asyncapi.yaml"))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    JsonNode root() {
        return root;
    }

    /// Frames by `client.NAME` or `server.NAME`, in the order of the document.
    Map<String, JsonNode> messages() {
        return members(root.at("/components/messages"));
    }

    Map<String, JsonNode> schemas() {
        return members(root.at("/components/schemas"));
    }

    /// The payloads of the examples of a frame.
    List<JsonNode> examples(String message) {
        return root.at("/components/messages")
                .get(message)
                .get("examples")
                .valueStream()
                .map(example -> example.get("payload"))
                .toList();
    }

    /// Names of the server's frames that may answer a frame of the client.
    List<String> replies(String operation) {
        return names(root.at("/operations/" + operation + "/reply/messages"));
    }

    /// Names of the frames in a list of references.
    static List<String> names(JsonNode references) {
        return references
                .valueStream()
                .map(reference -> reference.get("$ref").asString())
                .map(reference -> reference.substring(reference.lastIndexOf('/') + 1))
                .toList();
    }

    /// What is wrong with a frame by the document; empty when nothing is.
    List<String> violations(String message, JsonNode frame) {
        return schemas
                .getSchema(SchemaLocation.of(LOCATION + "#/components/messages/" + message + "/payload"))
                .validate(frame)
                .stream()
                .map(Error::toString)
                .toList();
    }

    /// Every reference of the document.
    List<String> references() {
        return references(root).toList();
    }

    private static Stream<String> references(JsonNode node) {
        if (node.isObject() && node.has("$ref")) {
            return Stream.of(node.get("$ref").asString());
        }
        return node.valueStream().flatMap(SocketDocument::references);
    }

    private static Map<String, JsonNode> members(JsonNode object) {
        return object.propertyStream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (one, _) -> one, LinkedHashMap::new));
    }
}
