package io.warbler.kernel;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// A conversation's id: a letter for its kind (`d` = DIRECT, `g` = GROUP, `c` = CHANNEL) and 32 lower-case hexadecimal
/// digits.
///
/// The id of a DIRECT conversation is a function of its two members, that of a GROUP or CHANNEL of its creator and the
/// outbox under which it was created, so that there is nothing to look up or to race for. That the kind is a part of it
/// makes it known wherever the conversation is named, and it never changes.
public record ConversationId(String value) {

    public ConversationId {
        if (!isValid(value)) {
            throw new IllegalArgumentException(
                    "conversation id: " + value + " (expected: d, g or c and 32 hexadecimal digits)");
        }
    }

    /// Whether the text has the form of a conversation id; says nothing about existence.
    public static boolean isValid(String value) {
        return IdForm.matches(value, "dgc");
    }

    /// `d` and the first 16 bytes of SHA-256 over `low|high` in UTF-8, in hexadecimal.
    public static ConversationId direct(DirectPair pair) {
        byte[] hash = sha256().digest((pair.low() + "|" + pair.high()).getBytes(StandardCharsets.UTF_8));
        return new ConversationId("d" + HexFormat.of().formatHex(hash, 0, 16));
    }

    /// `g` and the first 16 bytes of SHA-256 over the creator in UTF-8, a line feed and the outbox, in hexadecimal.
    public static ConversationId group(UserId creator, byte[] outbox) {
        return new ConversationId("g" + digits(creator, outbox));
    }

    /// The same with `c`.
    public static ConversationId channel(UserId creator, byte[] outbox) {
        return new ConversationId("c" + digits(creator, outbox));
    }

    /// Whether the user can create the conversation from the outbox.
    public static boolean isCreatedBy(UserId creator, byte[] outbox, String conversation) {
        return isGroup(conversation) && conversation.substring(1).equals(digits(creator, outbox));
    }

    /// Whether it is a conversation of many, with members who come and go: a GROUP, or a CHANNEL, which is one with
    /// other
    /// rules.
    public boolean isGroup() {
        return isGroup(value);
    }

    /// Whether the text names a group or channel.
    public static boolean isGroup(String conversation) {
        return conversation.startsWith("g") || isChannel(conversation);
    }

    /// Whether few write in it and many read, who are not shown to each other.
    public boolean isChannel() {
        return isChannel(value);
    }

    /// Whether the text names a channel.
    public static boolean isChannel(String conversation) {
        return conversation.startsWith("c");
    }

    private static String digits(UserId creator, byte[] outbox) {
        MessageDigest hash = sha256();
        hash.update((creator + "\n").getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(hash.digest(outbox), 0, 16);
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
