package io.warbler.message.send;

import com.google.protobuf.ByteString;
import io.warbler.boot.security.Integrator;
import io.warbler.message.history.ReadErrors;
import io.warbler.proto.Limits;
import io.warbler.proto.client.v1.MessageBody;
import io.warbler.proto.client.v1.SendMessage;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/// What makes a repeated send, or change of a group, the same one.
///
/// @param outbox          16 bytes; 32 when an integrator acts
/// @param number          1 or more
/// @param clientMessageId bound to the number for ever
public record SendIdentity(ByteString outbox, long number, String clientMessageId) {

    /// An Idempotency-Key names an outbox of its own in each conversation, with a single message: so a repeated key
    /// gets the kept verdict by the same rule as every other repeated send, and no second table has to be right.
    static SendIdentity ofKey(IdempotencyKey key) {
        return hashed("warbler idempotency key\n" + key.value(), Limits.OUTBOX_BYTES);
    }

    /// As of a key; the same key of another integrator is another send. The outbox is longer than those that the
    /// author can name, who may know client id and key.
    static SendIdentity ofKey(IdempotencyKey key, Integrator integrator) {
        return hashed(
                "warbler idempotency key of " + integrator.clientId() + "\n" + key.value(),
                Limits.INTEGRATOR_OUTBOX_BYTES);
    }

    /// Of a change of a group; the same key of a message is another one.
    public static SendIdentity ofChange(IdempotencyKey key) {
        return hashed("warbler idempotency key of a change\n" + key.value(), Limits.OUTBOX_BYTES);
    }

    /// Of a change of a message; the same key of a message, or of a change of a group, is another one.
    public static SendIdentity ofMessageChange(IdempotencyKey key) {
        return hashed("warbler idempotency key of a change of a message\n" + key.value(), Limits.OUTBOX_BYTES);
    }

    /// A message of this identity that goes nowhere yet.
    SendMessage.Builder draft(@Nullable String text) {
        return SendMessage.newBuilder()
                .setOutbox(outbox)
                .setNumber(number)
                .setClientMessageId(clientMessageId)
                .setBody(MessageBody.newBuilder().setText(text == null ? "" : text));
    }

    private static SendIdentity hashed(String text, int outboxBytes) {
        var hash = ByteString.copyFrom(sha256(text));
        byte[] rest = hash.substring(Limits.OUTBOX_BYTES).toByteArray();
        String id = Base64.getUrlEncoder().withoutPadding().encodeToString(rest);
        return new SendIdentity(hash.substring(0, outboxBytes), 1, id);
    }

    /// As on the socket.
    static SendIdentity ofOutbox(@Nullable String outbox, @Nullable String number, @Nullable String clientMessageId) {
        if (outbox == null || number == null || clientMessageId == null) {
            throw ReadErrors.fieldInvalid("outbox, number, clientMessageId (expected: all three or none)");
        }
        return new SendIdentity(bytes(outbox), number(number), clientMessageId);
    }

    private static ByteString bytes(String outbox) {
        try {
            return ByteString.copyFrom(Base64.getDecoder().decode(outbox));
        } catch (IllegalArgumentException _) {
            throw ReadErrors.fieldInvalid("outbox (expected: base64 of " + Limits.OUTBOX_BYTES + " bytes)");
        }
    }

    private static long number(String number) {
        try {
            return Long.parseLong(number);
        } catch (NumberFormatException _) {
            throw ReadErrors.fieldInvalid("number (expected: a decimal number from 1)");
        }
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 (expected: every Java platform has it)", e);
        }
    }
}
