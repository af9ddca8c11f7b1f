package io.warbler.kernel;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/// A conversation's id: a letter for its kind (`d` = DIRECT) and 32 lower-case hexadecimal digits.
///
/// The id of a DIRECT conversation is a function of its two members, so that there is nothing to look up or to race
/// for.
public record ConversationId(String value) {

    private static final Pattern FORM = Pattern.compile("d[0-9a-f]{32}");

    public ConversationId {
        if (!isValid(value)) {
            throw new IllegalArgumentException(
                    "conversation id: " + value + " (expected: d and 32 hexadecimal digits)");
        }
    }

    /// Whether the text has the form of a conversation id; says nothing about existence.
    public static boolean isValid(String value) {
        return FORM.matcher(value).matches();
    }

    /// `d` and the first 16 bytes of SHA-256 over `low|high` in UTF-8, in hexadecimal.
    public static ConversationId direct(DirectPair pair) {
        byte[] hash = sha256().digest((pair.low() + "|" + pair.high()).getBytes(StandardCharsets.UTF_8));
        return new ConversationId("d" + HexFormat.of().formatHex(hash, 0, 16));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 (expected: provided by every Java platform)", e);
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
