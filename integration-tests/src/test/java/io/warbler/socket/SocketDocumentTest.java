package io.warbler.socket;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.util.JsonFormat;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;
import io.warbler.proto.client.v1.ClientFrame;
import io.warbler.proto.client.v1.ServerFrame;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// docs/api/asyncapi.yaml says what the proto files say, nothing less and nothing more.
class SocketDocumentTest {

    private static final SocketDocument DOCUMENT = SocketDocument.read();
    private static final JsonMapper JSON = new JsonMapper();

    @Test
    void documentSaysWhatTheProtoFilesSay() {
        assertThat(Drift.of(DOCUMENT)).isEmpty();
    }

    @Test
    void whatIsMissingOrDifferentIsNoticed() {
        assertThat(driftWithout("/components/messages", "client.send")).contains("client.send");
        assertThat(driftWithout("/components/messages/server.ack/payload/properties", "ack"))
                .contains("server.ack properties");
        assertThat(driftWithout("/components/schemas/SendMessage/properties", "outbox"))
                .contains("SendMessage properties");
        assertThat(driftWithout("/components/schemas/SendMessage/x-protobuf", "outbox"))
                .contains("SendMessage x-protobuf");
        assertThat(driftWithout("/components/schemas/SendMessage", "additionalProperties"))
                .contains("SendMessage additionalProperties");
        assertThat(driftWithout("/components/schemas/Bytes", "contentEncoding"))
                .contains("token: string (expected: base64)");
        assertThat(driftWithout("/channels/socket/x-close-codes", "4101")).contains("CLOSE_SESSION_REVOKED");
        assertThat(driftWith("/components/schemas", "Extra")).contains("Extra");
        assertThat(driftWith("/components/schemas/Goodbye/properties", "extra")).contains("Goodbye properties");
        assertThat(driftWith("/components/messages", "server.extra")).contains("server.extra");
    }

    @Test
    void everyReferenceLeadsToSomething() {
        assertThat(DOCUMENT.references())
                .isNotEmpty()
                .allSatisfy(reference -> assertThat(reference).startsWith("#/"))
                .allSatisfy(reference -> assertThat(
                                DOCUMENT.root().at(reference.substring(1)).isMissingNode())
                        .as(reference)
                        .isFalse());
        assertThat(DOCUMENT.schemas().keySet())
                .allSatisfy(name -> assertThat(DOCUMENT.references()).contains("#/components/schemas/" + name));
    }

    @Test
    void schemasAreJsonSchema() {
        var meta = SchemaRegistry.withDialect(Dialects.getDraft7())
                .getSchema(SchemaLocation.of(Dialects.getDraft7().getId()));
        DOCUMENT.schemas()
                .forEach((name, schema) ->
                        assertThat(meta.validate(schema)).as(name).isEmpty());
        DOCUMENT.messages()
                .forEach((name, message) -> assertThat(meta.validate(message.get("payload")))
                        .as(name)
                        .isEmpty());
    }

    @Test
    void everyFrameOfTheClientIsAnOperationAndEveryFrameOfTheServerIsTold() {
        List<String> asked = new ArrayList<>();
        List<String> told = new ArrayList<>();
        DOCUMENT.root().get("operations").forEach(operation -> {
            List<String> messages = SocketDocument.names(operation.get("messages"));
            if (operation.get("action").asString().equals("receive")) {
                assertThat(SocketDocument.names(operation.at("/reply/messages")))
                        .contains("server.error");
                asked.addAll(messages);
                told.addAll(SocketDocument.names(operation.at("/reply/messages")));
            } else {
                told.addAll(messages);
            }
        });

        assertThat(asked).containsExactlyInAnyOrderElementsOf(named("client."));
        assertThat(told).containsAll(named("server."));
        assertThat(DOCUMENT.root().at("/channels/socket/messages").propertyNames())
                .containsExactlyElementsOf(DOCUMENT.messages().keySet());
    }

    @Test
    void examplesAreFramesInCanonicalJsonAndKeepToTheirSchemas() {
        for (String name : DOCUMENT.messages().keySet()) {
            assertThat(DOCUMENT.examples(name)).as(name).isNotEmpty().allSatisfy(example -> {
                assertThat(DOCUMENT.violations(name, example)).isEmpty();
                Message.Builder frame =
                        name.startsWith("client.") ? ClientFrame.newBuilder() : ServerFrame.newBuilder();
                assertThat(canonical(example, frame)).isEqualTo(example);
                assertThat(example.has(name.substring(name.indexOf('.') + 1))).isTrue();
            });
        }
    }

    @Test
    void framesThatAreNotPromisedAreNoticed() {
        JsonNode ack = DOCUMENT.examples("server.ack").getFirst();

        assertThat(DOCUMENT.violations("server.welcome", ack)).isNotEmpty();
        assertThat(DOCUMENT.violations(
                        "server.ack", JSON.readTree(ack.toString().replace("\"seq\"", "\"place\""))))
                .isNotEmpty();
        assertThat(DOCUMENT.violations(
                        "server.ack", JSON.readTree(ack.toString().replace("\"1\"", "1"))))
                .isNotEmpty();
    }

    private static List<String> named(String prefix) {
        return DOCUMENT.messages().keySet().stream()
                .filter(name -> name.startsWith(prefix))
                .toList();
    }

    private static JsonNode canonical(JsonNode example, Message.Builder frame) {
        try {
            JsonFormat.parser().merge(example.toString(), frame);
            return JSON.readTree(JsonFormat.printer().print(frame));
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalArgumentException(example + " (expected: a frame)", e);
        }
    }

    private static String driftWithout(String pointer, String member) {
        return spoiled(pointer, object -> object.remove(member));
    }

    private static String driftWith(String pointer, String member) {
        return spoiled(pointer, object -> object.putObject(member).put("type", "object"));
    }

    private static String spoiled(String pointer, Consumer<ObjectNode> change) {
        JsonNode copy = DOCUMENT.root().deepCopy();
        change.accept((ObjectNode) copy.at(pointer));
        return String.join("\n", Drift.of(new SocketDocument(copy)));
    }
}
