package io.warbler.message.ingress;

import com.google.protobuf.ByteString;
import io.warbler.proto.client.v1.MessageKind;
import io.warbler.proto.client.v1.SendMessage;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// SHA-256 over kind and canonical body of a message: equal digests mean the same content.
///
/// The domain comes first, so that the hash of a message is never the hash of anything else.
final class SendDigest {

    private static final byte[] DOMAIN = "warbler.send.v1\0".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] DOMAIN_OF_REFERRING = "warbler.send.v2\0".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] DOMAIN_OF_CHANGES = "warbler.change.v1\0".getBytes(StandardCharsets.US_ASCII);

    private static final byte[] DOMAIN_OF_MESSAGE_CHANGES =
            "warbler.message-change.v1\0".getBytes(StandardCharsets.US_ASCII);

    private SendDigest() {}

    static ByteString of(MessageKind kind, ByteString body) {
        MessageDigest hash = sha256();
        hash.update(DOMAIN);
        hash.update(ByteBuffer.allocate(Integer.BYTES).putInt(kind.getNumber()).flip());
        body.asReadOnlyByteBufferList().forEach(hash::update);
        return ByteString.copyFrom(hash.digest());
    }

    /// Of a message that refers to others: what was asked for, not what the others said then.
    static ByteString ofReferring(MessageKind kind, ByteString body, SendMessage send) {
        ByteString forward = send.getForward().toByteString();
        MessageDigest hash = sha256();
        hash.update(DOMAIN_OF_REFERRING);
        hash.update(ByteBuffer.allocate(Integer.BYTES + Long.BYTES + Integer.BYTES)
                .putInt(kind.getNumber())
                .putLong(send.getReplyTo())
                .putInt(forward.size())
                .flip());
        forward.asReadOnlyByteBufferList().forEach(hash::update);
        body.asReadOnlyByteBufferList().forEach(hash::update);
        return ByteString.copyFrom(hash.digest());
    }

    static ByteString ofChange(ByteString change) {
        return of(DOMAIN_OF_CHANGES, change);
    }

    /// With the body of an edit in it.
    static ByteString ofMessageChange(ByteString change) {
        return of(DOMAIN_OF_MESSAGE_CHANGES, change);
    }

    private static ByteString of(byte[] domain, ByteString change) {
        MessageDigest hash = sha256();
        hash.update(domain);
        change.asReadOnlyByteBufferList().forEach(hash::update);
        return ByteString.copyFrom(hash.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 (expected: provided by every Java platform)", e);
        }
    }
}
