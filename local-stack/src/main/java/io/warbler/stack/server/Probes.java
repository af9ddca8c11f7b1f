package io.warbler.stack.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/// One question to each server in its own protocol: an open port alone does not mean that it serves.
final class Probes {

    private static final int TIMEOUT_MILLIS = 1_000;

    /// ApiVersions request v0, correlation id 1, client id "w", with its length before it.
    private static final byte[] KAFKA_API_VERSIONS = HexFormat.of().parseHex("0000000b00120000000000010001" + "77");

    /// OPTIONS of the native protocol, version 4.
    private static final byte[] CASSANDRA_OPTIONS = HexFormat.of().parseHex("040000000500000000");

    private static final byte CASSANDRA_SUPPORTED = 0x06;

    private Probes() {}

    static boolean kafka(int port) {
        var answer = ask(port, KAFKA_API_VERSIONS, 10);
        return answer.length == 10 && answer[7] == 1 && answer[8] == 0 && answer[9] == 0;
    }

    static boolean cassandra(int port) {
        var answer = ask(port, CASSANDRA_OPTIONS, 9);
        return answer.length == 9 && answer[4] == CASSANDRA_SUPPORTED;
    }

    static boolean redis(int port) {
        var answer = ask(port, "PING\r\n".getBytes(StandardCharsets.US_ASCII), 5);
        return new String(answer, StandardCharsets.US_ASCII).equals("+PONG");
    }

    private static byte[] ask(int port, byte[] question, int answerLength) {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), TIMEOUT_MILLIS);
            socket.setSoTimeout(TIMEOUT_MILLIS);
            socket.getOutputStream().write(question);
            return socket.getInputStream().readNBytes(answerLength);
        } catch (IOException _) {
            return new byte[0];
        }
    }
}
