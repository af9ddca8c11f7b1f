package io.warbler.sdk;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Computes the ids of DIRECT conversations, as docs/protocol.md says. */
final class DirectConversations {

    private DirectConversations() {}

    /** `d` and the first 16 bytes of SHA-256 over `low|high`, in hexadecimal. */
    static String id(String one, String other) {
        String pair = one.compareTo(other) < 0 ? one + "|" + other : other + "|" + one;
        byte[] hash = sha256().digest(pair.getBytes(StandardCharsets.UTF_8));
        return "d" + HexFormat.of().formatHex(hash, 0, 16);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 (expected: provided by every Java platform)", e);
        }
    }
}
