package io.warbler.gateway.frame;

import com.google.gson.JsonParseException;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import io.warbler.proto.client.v1.ClientFrame;
import io.warbler.proto.client.v1.ServerFrame;
import java.io.IOException;
import java.io.StringReader;
import java.util.Optional;

/// Canonical proto JSON of frames.
final class JsonFrames {

    private static final JsonFormat.Parser STRICT = JsonFormat.parser();
    private static final JsonFormat.Parser LENIENT = JsonFormat.parser().ignoringUnknownFields();
    private static final JsonFormat.Printer PRINTER = JsonFormat.printer().omittingInsignificantWhitespace();

    private JsonFrames() {}

    /// Whether the text is one JSON object and nothing else. JsonFormat's own parser is lenient about quotes and
    /// ignores
    /// whatever follows the first value, which would swallow a second frame silently.
    static boolean isOneDocument(String text) {
        var reader = new JsonReader(new StringReader(text));
        reader.setStrictness(Strictness.STRICT);
        try (reader) {
            if (reader.peek() != JsonToken.BEGIN_OBJECT) {
                return false;
            }
            reader.skipValue();
            return reader.peek() == JsonToken.END_DOCUMENT;
        } catch (IOException | IllegalStateException | JsonParseException _) {
            return false;
        }
    }

    static Optional<ClientFrame> parse(String text) {
        return parse(STRICT, text);
    }

    /// Without the fields that are not known; tells "unknown field" from "malformed".
    static Optional<ClientFrame> parseLeniently(String text) {
        return parse(LENIENT, text);
    }

    private static Optional<ClientFrame> parse(JsonFormat.Parser parser, String text) {
        var frame = ClientFrame.newBuilder();
        try {
            parser.merge(text, frame);
            return Optional.of(frame.build());
        } catch (InvalidProtocolBufferException | JsonParseException | IllegalStateException _) {
            return Optional.empty();
        }
    }

    static String print(ServerFrame frame) {
        try {
            return PRINTER.print(frame);
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("a ServerFrame without JSON form (expected: none exists)", e);
        }
    }
}
