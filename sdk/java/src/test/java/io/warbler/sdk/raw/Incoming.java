package io.warbler.sdk.raw;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** What came from the server. */
public sealed interface Incoming {

    /** A whole text message. */
    record Text(String text) implements Incoming {}

    /** A whole binary message. */
    record Binary(ByteBuffer bytes) implements Incoming {}

    /** A ping or pong. */
    record Control(int opcode) implements Incoming {}

    /** A close frame; 1005 when it has no code. */
    record Close(int code, String reason) implements Incoming {

        static Close of(byte[] payload) {
            if (payload.length < 2) {
                return new Close(1005, "");
            }
            int code = ByteBuffer.wrap(payload).getShort() & 0xffff;
            return new Close(code, new String(payload, 2, payload.length - 2, StandardCharsets.UTF_8));
        }
    }

    /** The connection ended without a close frame, or after it. */
    record Ended() implements Incoming {}
}
