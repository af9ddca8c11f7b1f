package io.warbler.bench.warbler;

import com.google.protobuf.ByteString;
import io.warbler.bench.load.Page;
import io.warbler.proto.client.v1.Message;
import io.warbler.proto.client.v1.SendAck;
import java.nio.charset.StandardCharsets;

/// A number for all of a message that never changes (FNV-1a): equal messages have equal ones.
final class Prints {

    private static final long BASIS = 0xcbf29ce484222325L;
    private static final long PRIME = 0x100000001b3L;

    private Prints() {}

    static Page.Entry entry(Message message) {
        return new Page.Entry(message.getSeq(), message.getOrdinal(), of(message));
    }

    static long of(Message message) {
        return of(
                message.getOrdinal(),
                message.getSentAtMs(),
                message.getSender(),
                message.getBody().getTextBytes());
    }

    /// Of the message that was confirmed, as its sender shows it.
    static long of(SendAck ack, String sender, ByteString text) {
        return of(ack.getOrdinal(), ack.getSentAtMs(), sender, text);
    }

    private static long of(long ordinal, long sentAtMs, String sender, ByteString text) {
        var print = add(add(BASIS, ordinal), sentAtMs);
        for (byte each : sender.getBytes(StandardCharsets.UTF_8)) {
            print = (print ^ (each & 0xff)) * PRIME;
        }
        for (int at = 0; at < text.size(); at++) {
            print = (print ^ (text.byteAt(at) & 0xff)) * PRIME;
        }
        return print == 0 ? 1 : print;
    }

    private static long add(long print, long value) {
        var sum = print;
        for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
            sum = (sum ^ ((value >>> shift) & 0xff)) * PRIME;
        }
        return sum;
    }
}
