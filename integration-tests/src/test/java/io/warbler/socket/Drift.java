package io.warbler.socket;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumDescriptor;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import io.warbler.proto.client.v1.ClientFrame;
import io.warbler.proto.client.v1.CloseCode;
import io.warbler.proto.client.v1.ServerFrame;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// Where the document of the socket says something else than the proto files.
final class Drift {

    private static final String PROTOBUF = "x-protobuf";

    private final SocketDocument document;
    private final List<String> found = new ArrayList<>();
    private final Map<String, Descriptor> messages = new LinkedHashMap<>();
    private final Map<String, EnumDescriptor> enums = new LinkedHashMap<>();

    private Drift(SocketDocument document) {
        this.document = document;
    }

    /// What is missing, different, or in the document only.
    static List<String> of(SocketDocument document) {
        var drift = new Drift(document);
        drift.compare();
        return List.copyOf(drift.found);
    }

    private void compare() {
        Map<String, FieldDescriptor> frames = new LinkedHashMap<>();
        frames(ClientFrame.getDescriptor()).forEach(frame -> frames.put("client." + frame.getJsonName(), frame));
        frames(ServerFrame.getDescriptor()).forEach(frame -> frames.put("server." + frame.getJsonName(), frame));
        frames.values().forEach(frame -> reach(frame.getMessageType()));

        same("frames", frames.keySet(), document.messages().keySet());
        frames.forEach(this::compareFrame);
        compareSchemas();
        same("close codes", closeCodes(), documentedCloseCodes());
    }

    static List<FieldDescriptor> frames(Descriptor frame) {
        return frame.getOneofs().getFirst().getFields();
    }

    private void reach(Descriptor message) {
        if (messages.putIfAbsent(message.getName(), message) != null) {
            return;
        }
        for (FieldDescriptor field : message.getFields()) {
            switch (field.getJavaType()) {
                case MESSAGE -> reach(field.getMessageType());
                case ENUM -> enums.put(field.getEnumType().getName(), field.getEnumType());
                default -> {}
            }
        }
    }

    private void compareFrame(String name, FieldDescriptor frame) {
        JsonNode message = document.messages().get(name);
        if (message == null) {
            return;
        }
        JsonNode payload = message.get("payload");
        Map<String, FieldDescriptor> fields = new LinkedHashMap<>();
        if (payload.get("properties").has("requestId")) {
            FieldDescriptor requestId = frame.getContainingType().findFieldByName("request_id");
            fields.put(requestId.getJsonName(), requestId);
        }
        fields.put(frame.getJsonName(), frame);
        compareFields(name, fields, payload);
        same(name + " name", frame.getJsonName(), message.path("name").asString());
    }

    private void compareSchemas() {
        Map<String, JsonNode> ofProto = document.schemas().entrySet().stream()
                .filter(schema -> schema.getValue().has(PROTOBUF)
                        || schema.getValue().path("type").asString().equals("object"))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        same(
                "schemas",
                Stream.concat(messages.keySet().stream(), enums.keySet().stream())
                        .collect(Collectors.toSet()),
                ofProto.keySet());
        messages.forEach((name, message) -> {
            if (ofProto.containsKey(name)) {
                compareFields(name, byJsonName(message), Objects.requireNonNull(ofProto.get(name)));
            }
        });
        enums.forEach((name, descriptor) -> {
            if (ofProto.containsKey(name)) {
                compareEnum(name, descriptor, Objects.requireNonNull(ofProto.get(name)));
            }
        });
    }

    private static Map<String, FieldDescriptor> byJsonName(Descriptor message) {
        Map<String, FieldDescriptor> fields = new LinkedHashMap<>();
        message.getFields().forEach(field -> fields.put(field.getJsonName(), field));
        return fields;
    }

    private void compareFields(String name, Map<String, FieldDescriptor> fields, JsonNode schema) {
        JsonNode properties = schema.path("properties");
        same(name + " properties", fields.keySet(), List.copyOf(properties.propertyNames()));
        Map<String, String> declared = new TreeMap<>();
        fields.forEach((json, field) -> declared.put(json, declaration(field)));
        same(name + " " + PROTOBUF, declared, strings(schema.path(PROTOBUF)));
        same(
                name + " additionalProperties",
                false,
                schema.path("additionalProperties").asBoolean(true));
        fields.forEach((json, field) -> {
            if (properties.has(json)) {
                same(name + "." + json, shape(field), shape(properties.get(json)));
            }
        });
    }

    private void compareEnum(String name, EnumDescriptor descriptor, JsonNode schema) {
        Map<String, String> values = descriptor.getValues().stream()
                .filter(value -> value.getNumber() != 0)
                .collect(Collectors.toMap(EnumValueDescriptor::getName, value -> "" + value.getNumber()));
        same(name + " " + PROTOBUF, new TreeMap<>(values), strings(schema.path(PROTOBUF)));
        same(
                name + " enum",
                values.keySet(),
                schema.path("enum").valueStream().map(JsonNode::asString).collect(Collectors.toSet()));
    }

    private static String declaration(FieldDescriptor field) {
        String type = switch (field.getJavaType()) {
            case MESSAGE -> field.getMessageType().getName();
            case ENUM -> field.getEnumType().getName();
            default -> field.getType().name().toLowerCase(Locale.ROOT);
        };
        return (field.isRepeated() ? "repeated " : "") + type + " " + field.getNumber();
    }

    /// What canonical proto JSON makes of a field.
    private static String shape(FieldDescriptor field) {
        String one = switch (field.getJavaType()) {
            case MESSAGE -> field.getMessageType().getName();
            case ENUM -> field.getEnumType().getName();
            case STRING -> "string";
            case BYTE_STRING -> "base64";
            case LONG -> "Number64";
            case INT -> "integer";
            case BOOLEAN -> "boolean";
            case FLOAT, DOUBLE -> "number";
        };
        return field.isRepeated() ? "array of " + one : one;
    }

    private String shape(JsonNode property) {
        if (property.path("type").asString().equals("array")) {
            return "array of " + shape(property.get("items"));
        }
        JsonNode reference = property.has("allOf") ? property.get("allOf").get(0) : property;
        if (!reference.has("$ref")) {
            return property.path("type").asString();
        }
        String path = reference.get("$ref").asString();
        String name = path.substring(path.lastIndexOf('/') + 1);
        JsonNode schema = document.root().at(path.substring(1));
        if (messages.containsKey(name) || enums.containsKey(name) || name.equals("Number64")) {
            return name;
        }
        return schema.path("contentEncoding").asString(schema.path("type").asString());
    }

    private static Map<String, String> closeCodes() {
        Map<String, String> names = new TreeMap<>();
        CloseCode.getDescriptor().getValues().stream()
                .filter(code -> code.getNumber() != 0)
                .forEach(code -> names.put("" + code.getNumber(), code.getName()));
        return names;
    }

    private Map<String, String> documentedCloseCodes() {
        Map<String, String> names = new TreeMap<>();
        document.root()
                .at("/channels/socket/x-close-codes")
                .propertyStream()
                .forEach(code ->
                        names.put(code.getKey(), code.getValue().get("name").asString()));
        return names;
    }

    private static Map<String, String> strings(JsonNode object) {
        Map<String, String> strings = new TreeMap<>();
        object.propertyStream()
                .forEach(entry -> strings.put(entry.getKey(), entry.getValue().asString()));
        return strings;
    }

    private void same(String what, Collection<String> expected, Collection<String> told) {
        same(what, (Object) new TreeSet<>(expected), new TreeSet<>(told));
    }

    private void same(String what, Object expected, Object told) {
        if (!expected.equals(told)) {
            found.add(what + ": " + told + " (expected: " + expected + ")");
        }
    }
}
