package io.warbler.gateway.frame;

import static io.warbler.proto.client.v1.ErrorCode.FRAME_EMPTY;
import static io.warbler.proto.client.v1.ErrorCode.FRAME_MALFORMED;
import static io.warbler.proto.client.v1.ErrorCode.FRAME_UNKNOWN_FIELD;

import com.google.protobuf.InvalidProtocolBufferException;
import io.netty.buffer.ByteBuf;
import io.warbler.gateway.frame.Reading.InvalidUtf8;
import io.warbler.gateway.frame.Reading.Read;
import io.warbler.gateway.frame.Reading.Refused;
import io.warbler.proto.client.v1.ClientFrame;
import io.warbler.proto.client.v1.ClientFrame.FrameCase;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Reads the payload of one WebSocket message. Strict in both subprotocols: an unknown field is refused, never ignored,
/// so that a client learns at once that the server does not do what it asked for.
public final class FrameReader {

    private FrameReader() {}

    /// Reads, does not release.
    public static Reading read(Subprotocol subprotocol, boolean isText, ByteBuf payload) {
        if (isText != (subprotocol == Subprotocol.JSON)) {
            return malformed(
                    isText
                            ? "text message (expected: binary messages under warbler.v1.proto)"
                            : "binary message (expected: text messages under warbler.v1.json)");
        }
        return isText ? readJson(payload) : readProto(payload);
    }

    private static Reading readProto(ByteBuf payload) {
        try {
            return checked(ClientFrame.parseFrom(payload.nioBuffer()));
        } catch (InvalidProtocolBufferException _) {
            return malformed("not a serialised ClientFrame (expected: one frame per binary message, strings in UTF-8)");
        }
    }

    private static Reading readJson(ByteBuf payload) {
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(payload.nioBuffer())
                    .toString();
        } catch (CharacterCodingException _) {
            return new InvalidUtf8();
        }
        if (!JsonFrames.isOneDocument(text)) {
            return malformed("not JSON (expected: one JSON object per text message)");
        }
        Optional<ClientFrame> frame = JsonFrames.parse(text);
        if (frame.isPresent()) {
            return checked(frame.get());
        }
        return JsonFrames.parseLeniently(text)
                .<Reading>map(known -> unknownField(known.getRequestId()))
                .orElseGet(() -> malformed("not a ClientFrame in canonical proto JSON"));
    }

    private static Reading checked(ClientFrame frame) {
        if (UnknownFields.areIn(frame)) {
            return unknownField(frame.getRequestId());
        }
        if (frame.getFrameCase() == FrameCase.FRAME_NOT_SET) {
            return new Refused(frame.getRequestId(), FRAME_EMPTY, "no request (expected: exactly one of the oneof)");
        }
        return new Read(frame);
    }

    private static Refused malformed(String message) {
        return new Refused(0, FRAME_MALFORMED, message);
    }

    private static Refused unknownField(int requestId) {
        return new Refused(requestId, FRAME_UNKNOWN_FIELD, "a field that this version of the protocol does not know");
    }
}
