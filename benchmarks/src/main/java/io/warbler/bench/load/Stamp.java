package io.warbler.bench.load;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// What a benchmark message says of itself, in ASCII of a fixed length: the same bytes in every protocol.
///
/// @param run            which run of this generator sent it
/// @param flow           which flow of the run
/// @param number         its number in the flow, from 0
/// @param scheduledNanos when it was due, by this process's monotonic clock
public record Stamp(int run, int flow, int number, long scheduledNanos) {

    /// Bytes of every text.
    public static final int LENGTH = 128;

    private static final byte[] MARK = "wb:".getBytes(StandardCharsets.US_ASCII);
    private static final int FIELDS = MARK.length;
    private static final int INT_DIGITS = 8;
    private static final int LONG_DIGITS = 16;
    private static final int DIGITS = 3 * INT_DIGITS + LONG_DIGITS;
    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    /// The text of the message.
    public byte[] text() {
        var text = new byte[LENGTH];
        System.arraycopy(MARK, 0, text, 0, MARK.length);
        write(text, FIELDS, run, INT_DIGITS);
        write(text, FIELDS + INT_DIGITS, flow, INT_DIGITS);
        write(text, FIELDS + 2 * INT_DIGITS, number, INT_DIGITS);
        write(text, FIELDS + 3 * INT_DIGITS, scheduledNanos, LONG_DIGITS);
        for (int at = FIELDS + DIGITS; at < LENGTH; at++) {
            text[at] = (byte) ('a' + at % 26);
        }
        return text;
    }

    /// The first stamp in a frame, whatever stands around it.
    public static Optional<Stamp> find(ByteBuf frame) {
        return find(frame, frame.readerIndex());
    }

    /// The first stamp at or after an index.
    public static Optional<Stamp> find(ByteBuf frame, int from) {
        var end = frame.writerIndex() - FIELDS - DIGITS;
        for (int at = from; at <= end; at++) {
            at = frame.indexOf(at, end + 1, MARK[0]);
            if (at < 0) {
                return Optional.empty();
            }
            if (frame.getByte(at + 1) == MARK[1] && frame.getByte(at + 2) == MARK[2]) {
                return read(frame, at + FIELDS);
            }
        }
        return Optional.empty();
    }

    private static Optional<Stamp> read(ByteBuf frame, int at) {
        return Optional.of(new Stamp(
                (int) number(frame, at, INT_DIGITS),
                (int) number(frame, at + INT_DIGITS, INT_DIGITS),
                (int) number(frame, at + 2 * INT_DIGITS, INT_DIGITS),
                number(frame, at + 3 * INT_DIGITS, LONG_DIGITS)));
    }

    private static void write(byte[] text, int at, long value, int digits) {
        var rest = value;
        for (int digit = digits - 1; digit >= 0; digit--) {
            text[at + digit] = HEX[(int) (rest & 0xf)];
            rest >>>= 4;
        }
    }

    private static long number(ByteBuf frame, int at, int digits) {
        var value = 0L;
        for (int digit = 0; digit < digits; digit++) {
            value = value << 4 | Character.digit(frame.getByte(at + digit), 16);
        }
        return value;
    }
}
