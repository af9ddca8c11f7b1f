package io.warbler.message.history;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.MessageOrBuilder;
import com.google.protobuf.util.JsonFormat;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/// Answers REST with the canonical JSON of the public protocol, the same that JSON sockets speak.
public final class ProtoJson {

    private static final JsonFormat.Printer PRINTER = JsonFormat.printer().omittingInsignificantWhitespace();

    private ProtoJson() {}

    /// 200 with the message.
    public static ResponseEntity<String> ok(MessageOrBuilder message) {
        return answer(HttpStatus.OK, message);
    }

    /// This status with the message.
    public static ResponseEntity<String> answer(HttpStatus status, MessageOrBuilder message) {
        try {
            return ResponseEntity.status(status)
                    .contentType(MediaType.APPLICATION_JSON)
                    .body(PRINTER.print(message));
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("message (expected: printable, it has no Any)", e);
        }
    }
}
