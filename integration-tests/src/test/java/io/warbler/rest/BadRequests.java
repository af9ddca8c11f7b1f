package io.warbler.rest;

import io.warbler.rest.Api.Input;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Makes requests from the document and spoils each in one or more places. The same seed makes the same requests.
final class BadRequests {

    /// Operations without any input but the token.
    static final Set<String> HARMLESS = Set.of("listSigningKeys");

    /// Done in earnest these would end the session that the other requests need, so they come with a bad token.
    private static final Set<String> FINAL = Set.of(
            "logOut",
            "revokeAllSessions",
            "revokeOtherSessions",
            "revokeSession",
            "changePassword",
            "disableUser",
            "requestDeletion");

    private static final JsonMapper JSON = new JsonMapper();
    private static final List<String> NASTY = List.of(
            "",
            " ",
            "null",
            "-1",
            "0",
            "9223372036854775808",
            "1e400",
            "NaN",
            "../../etc/passwd",
            "..",
            "a/b",
            "%00",
            "%2e%2e%2f",
            "'; DROP TABLE users; --",
            "<script>alert(1)</script>",
            "${jndi:ldap://127.0.0.1/a}",
            "\u0000",
            "\ud83d\ude00",
            "\u202eevil",
            "e\u0301",
            "\uffff",
            "u" + "0".repeat(31),
            "u" + "G".repeat(32),
            "U" + "0".repeat(32),
            "d" + "f".repeat(32),
            "r" + "0".repeat(64),
            "x".repeat(300),
            "x".repeat(5_000),
            "{\"a\":1}",
            "[]",
            "true",
            ";",
            "a;b=c",
            "?",
            "#",
            "\\",
            "\"");
    private static final List<String> BROKEN_BODIES = List.of(
            "",
            "{",
            "null",
            "[]",
            "[{}]",
            "42",
            "\"text\"",
            "{}}",
            "{\"a\":}",
            "{\"name\":\"a\",\"name\":\"b\"}",
            "\u0000",
            "{\"text\":\"\\ud800\"}",
            "[".repeat(2_000),
            "{\"a\":".repeat(2_000),
            "{\"text\":\"" + "x".repeat(70_000) + "\"}",
            "<xml/>");
    private static final List<String> CONTENT_TYPES = List.of(
            "text/plain",
            "application/xml",
            "application/x-www-form-urlencoded",
            "multipart/form-data",
            "application/json;charset=utf-16",
            "application/json;charset=nonsense",
            "nonsense");
    private static final List<String> TOKENS = List.of(
            "x",
            "a.b.c",
            "eyJhbGciOiJub25lIn0.eyJzdWIiOiJ1MSJ9.",
            "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJ1MSJ9.c2ln",
            "x".repeat(4_000));

    private final Random random;
    private final ApiDocument document;
    private final List<Operation> operations;
    private final Account account;
    private final Account other;
    private final String integrator;

    /// @param integrator a token for what is for integrators only
    BadRequests(long seed, ApiDocument document, Account account, Account other, String integrator) {
        random = new Random(seed);
        this.document = document;
        operations = document.operations();
        this.account = account;
        this.other = other;
        this.integrator = integrator;
    }

    /// One spoiled request.
    ///
    /// @param isRouted whether its path can still lead to the operation
    record Bad(Operation operation, Input input, boolean isRouted) {

        @Override
        public String toString() {
            String text = operation.method() + " " + operation.path() + " " + input.path() + input.query()
                    + input.headers() + input.body();
            return text.length() < 400 ? text : text.substring(0, 400) + "…";
        }
    }

    Bad next() {
        Operation operation = operations.get(random.nextInt(operations.size()));
        Map<String, String> path = new HashMap<>();
        operation.pathParameters().forEach(name -> path.put(name, pathValue(name)));
        Map<String, String> query = new HashMap<>();
        document.parameters(operation, "query").forEach(name -> addQuery(query, name));
        if (random.nextInt(20) == 0) {
            query.put(any(NASTY), any(NASTY));
        }
        Map<String, String> headers = new HashMap<>();
        document.parameters(operation, "header").forEach(name -> headers.put(name, headerValue()));
        String body = document.exampleBody(operation).map(this::body).orElse("");
        if (!body.isEmpty() && random.nextInt(20) == 0) {
            headers.put("Content-Type", any(CONTENT_TYPES));
        }
        var input = new Input(token(operation), path, query, headers, body);
        boolean isRouted = path.values().stream().allMatch(value -> value.matches("[A-Za-z0-9 _-]+"));
        return new Bad(operation, input, isRouted);
    }

    private String token(Operation operation) {
        if (FINAL.contains(operation.id())) {
            return any(TOKENS);
        }
        int draw = random.nextInt(20);
        if (draw == 0) {
            return any(TOKENS);
        }
        // there is nothing else to spoil
        if (draw < 10 && !operation.isOpen() && hasNoOtherInput(operation)) {
            return TOKENS.get(draw % TOKENS.size());
        }
        if (operation.id().equals("sendAs")) {
            return integrator;
        }
        return operation.isOpen() ? "" : account.token();
    }

    private boolean hasNoOtherInput(Operation operation) {
        return operation.pathParameters().isEmpty()
                && document.parameters(operation, "query").isEmpty()
                && document.parameters(operation, "header").isEmpty()
                && document.exampleBody(operation).isEmpty();
    }

    private String pathValue(String name) {
        if (random.nextInt(3) == 0) {
            return any(NASTY);
        }
        return switch (name) {
            case "user", "author" -> random.nextBoolean() ? account.id() : other.id();
            case "conversation" -> (random.nextBoolean() ? "d" : "g") + "0".repeat(32);
            case "device" -> other.device();
            case "session" -> other.session();
            case "seq" -> "1";
            case "reaction" -> "plus";
            default -> "r0";
        };
    }

    private void addQuery(Map<String, String> query, String name) {
        if (random.nextInt(3) > 0) {
            query.put(name, random.nextInt(4) == 0 ? "1" : any(NASTY));
        }
    }

    private String headerValue() {
        return random.nextBoolean()
                ? "key-" + random.nextInt(100)
                : any(List.of("", "a b", "x".repeat(200), "\t", "~"));
    }

    private String body(JsonNode example) {
        if (random.nextInt(4) == 0) {
            return any(BROKEN_BODIES);
        }
        return spoiled(example.deepCopy()).toString();
    }

    /// Takes away, adds or replaces one member somewhere.
    private JsonNode spoiled(JsonNode node) {
        if (!(node instanceof ObjectNode object)) {
            return nastyNode();
        }
        if (object.isEmpty() || random.nextInt(6) == 0) {
            return object.set("unknown", nastyNode());
        }
        String name = any(List.copyOf(object.propertyNames()));
        return switch (random.nextInt(4)) {
            case 0 -> without(object, name);
            case 1 -> object.set(name, spoiled(object.get(name)));
            default -> object.set(name, nastyNode());
        };
    }

    private static JsonNode without(ObjectNode object, String name) {
        object.remove(name);
        return object;
    }

    private JsonNode nastyNode() {
        return switch (random.nextInt(8)) {
            case 0 -> JSON.getNodeFactory().nullNode();
            case 1 -> JSON.getNodeFactory().numberNode(random.nextLong());
            case 2 -> JSON.getNodeFactory().numberNode(random.nextDouble());
            case 3 -> JSON.getNodeFactory().booleanNode(random.nextBoolean());
            case 4 -> array();
            case 5 -> JSON.createObjectNode().put(any(NASTY), any(NASTY));
            default -> JSON.getNodeFactory().stringNode(any(NASTY));
        };
    }

    private ArrayNode array() {
        ArrayNode array = JSON.createArrayNode();
        for (int i = random.nextInt(200); i > 0; i--) {
            array.add(any(NASTY));
        }
        return array;
    }

    private <T> T any(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }
}
