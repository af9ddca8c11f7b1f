package io.warbler.kernel;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// A conversation's id: a letter for its kind (`d` = DIRECT, `g` = GROUP) and 32 lower-case hexadecimal digits.
///
/// The id of a DIRECT conversation is a function of its two members, that of a GROUP of its creator and the outbox
/// under
/// which it was created, so that there is nothing to look up or to race for.
public record ConversationId(String value) {

    public ConversationId {
        if (!isValid(value)) {
            throw new IllegalArgumentException(
                    "conversation id: " + value + " (expected: d or g and 32 hexadecimal digits)");
        }
    }

    /// Whether the text has the form of a conversation id; says nothing about existence.
    public static boolean isValid(String value) {
        return IdForm.matches(value, "dg");
    }

    /// `d` and the first 16 bytes of SHA-256 over `low|high` in UTF-8, in hexadecimal.
    public static ConversationId direct(DirectPair pair) {
        byte[] hash = sha256().digest((pair.low() + "|" + pair.high()).getBytes(StandardCharsets.UTF_8));
        return new ConversationId("d" + HexFormat.of().formatHex(hash, 0, 16));
    }

    /// `g` and the first 16 bytes of SHA-256 over the creator in UTF-8, a line feed and the outbox, in hexadecimal.
    public static ConversationId group(UserId creator, byte[] outbox) {
        MessageDigest hash = sha256();
        hash.update((creator + "\n").getBytes(StandardCharsets.UTF_8));
        return new ConversationId("g" + HexFormat.of().formatHex(hash.digest(outbox), 0, 16));
    }

    /// Whether it is a conversation of many, with members who come and go.
    public boolean isGroup() {
        return isGroup(value);
    }

    /// Whether the text names a group.
    public static boolean isGroup(String conversation) {
        return conversation.startsWith("g");
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
