package io.warbler.rest;

import com.networknt.schema.Error;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// `docs/api/openapi.yaml`, and whether an answer is one that it promises. Schemas of OpenAPI 3.1 are JSON Schema
/// 2020-12.
final class ApiDocument {

    private static final String LOCATION = "https://warbler.invalid/openapi";
    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch");
    /// Comes from the HTTP decoder of the gateway, for any path.
    private static final int HEADERS_TOO_LARGE = 431;

    private static final JsonMapper JSON = new JsonMapper();

    private final JsonNode root;
    private final SchemaRegistry schemas;
    private final List<Operation> operations = new ArrayList<>();

    private ApiDocument(JsonNode root) {
        this.root = root;
        schemas = SchemaRegistry.withDefaultDialect(
                Dialects.getDraft202012(), builder -> builder.schemas(Map.of(LOCATION, root.toString())));
        root.get("paths")
                .properties()
                .forEach(path -> path.getValue().properties().stream()
                        .filter(member -> METHODS.contains(member.getKey()))
                        .forEach(member ->
                                operations.add(operation(path.getKey(), member.getKey(), member.getValue()))));
    }

    static ApiDocument read(Path checkout) {
        try {
            String text = Files.readString(checkout.resolve("docs/api/openapi.yaml"));
            return new ApiDocument(new YAMLMapper().readTree(text));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<Operation> operations() {
        return List.copyOf(operations);
    }

    Operation operation(String id) {
        return operations.stream()
                .filter(operation -> operation.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("operation: " + id + " (expected: in the document)"));
    }

    /// The example of the request body; empty when the operation takes none.
    Optional<JsonNode> exampleBody(Operation operation) {
        if (!operation.node().has("requestBody")) {
            return Optional.empty();
        }
        JsonNode body = resolved(operation.node().get("requestBody"));
        JsonNode content = body.get("content").iterator().next();
        return Optional.of(content.get("example"));
    }

    /// Names of the parameters in one place: `path`, `query` or `header`.
    List<String> parameters(Operation operation, String place) {
        List<String> names = new ArrayList<>();
        for (JsonNode parameter : operation.node().path("parameters")) {
            JsonNode resolved = resolved(parameter);
            if (resolved.get("in").asString().equals(place)) {
                names.add(resolved.get("name").asString());
            }
        }
        return names;
    }

    /// What is wrong with an answer by the document; empty when nothing is.
    List<String> violations(Operation operation, HttpResponse<String> answer) {
        if (answer.statusCode() == HEADERS_TOO_LARGE && answer.body().isEmpty()) {
            return List.of();
        }
        String key = operation.answerTo(answer.statusCode());
        if (key.equals("default") && answer.statusCode() < 400) {
            return List.of("status " + answer.statusCode() + " is not in the document");
        }
        JsonNode promised = resolved(operation.node().get("responses").get(key));
        if (!promised.has("content")) {
            return answer.body().isEmpty() ? List.of() : List.of("a body where none is promised");
        }
        String told = answer.headers().firstValue("content-type").orElse("none").toLowerCase(Locale.ROOT);
        Optional<String> mediaType = promised.get("content").propertyNames().stream()
                .filter(told::startsWith)
                .findFirst();
        if (mediaType.isEmpty()) {
            return List.of("content type " + told + " is not in the document: " + answer.body());
        }
        String pointer = key.equals("default")
                ? "/components/responses/Problem/content/application~1problem+json/schema"
                : operation.pointer() + "/responses/" + key + "/content/"
                        + mediaType.get().replace("/", "~1") + "/schema";
        return invalid(pointer, answer.body());
    }

    private List<String> invalid(String pointer, String body) {
        try {
            List<Error> errors = schemas.getSchema(SchemaLocation.of(LOCATION + "#" + pointer))
                    .validate(JSON.readTree(body));
            return errors.stream().map(Error::toString).toList();
        } catch (JacksonException _) {
            return List.of("not JSON: " + body);
        }
    }

    private JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? root.at(node.get("$ref").asString().substring(1)) : node;
    }

    private static Operation operation(String path, String method, JsonNode node) {
        String pointer = "/paths/" + path.replace("~", "~0").replace("/", "~1") + "/" + method;
        return new Operation(node.get("operationId").asString(), method.toUpperCase(Locale.ROOT), path, pointer, node);
    }
}
