package io.warbler.chaos.workload;

import com.google.protobuf.ByteString;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.random.RandomGenerator;

/// Texts that carry a canary, and canaries in bytes.
final class Texts {

    private static final byte[] MARK = "canary-".getBytes(StandardCharsets.US_ASCII);
    private static final int TOKEN_BYTES = 16;
    private static final int CANARY_LENGTH = MARK.length + 2 * TOKEN_BYTES;
    private static final int ID_BYTES = 8;

    private Texts() {}

    /// A token of 128 random bits.
    static String canary(RandomGenerator random) {
        var token = new byte[TOKEN_BYTES];
        random.nextBytes(token);
        return "canary-" + HexFormat.of().formatHex(token);
    }

    /// Names a content: equal for equal content only.
    static String id(String content) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, ID_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 (expected: on every platform)", e);
        }
    }

    /// Every canary that stands anywhere in the bytes.
    static Set<String> canaries(ByteString bytes) {
        Set<String> found = new LinkedHashSet<>();
        for (int at = 0; at + CANARY_LENGTH <= bytes.size(); at++) {
            if (isMark(bytes, at)) {
                found.add(bytes.substring(at, at + CANARY_LENGTH).toStringUtf8());
                at += CANARY_LENGTH - 1;
            }
        }
        return found;
    }

    private static boolean isMark(ByteString bytes, int at) {
        for (int i = 0; i < MARK.length; i++) {
            if (bytes.byteAt(at + i) != MARK[i]) {
                return false;
            }
        }
        return true;
    }
}
