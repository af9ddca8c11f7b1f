package io.warbler.message.group;

import com.google.protobuf.ByteString;
import io.warbler.message.history.ReadErrors;
import io.warbler.proto.Limits;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/// What opens a group to whoever holds it. Only its hash leaves this node, but for the answer to who made it.
///
/// @param value base64url of 16 random bytes
record InviteToken(String value) {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final byte[] DOMAIN = "warbler.invite.v1\0".getBytes(StandardCharsets.US_ASCII);

    /// One that nobody can guess.
    static InviteToken random() {
        byte[] bytes = new byte[Limits.INVITE_TOKEN_BYTES];
        RANDOM.nextBytes(bytes);
        return new InviteToken(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    /// That of a request.
    static InviteToken of(@Nullable String value) {
        try {
            if (value != null && Base64.getUrlDecoder().decode(value).length == Limits.INVITE_TOKEN_BYTES) {
                return new InviteToken(value);
            }
        } catch (IllegalArgumentException _) {
            // refused below
        }
        throw ReadErrors.fieldInvalid("token (expected: the 22 characters of an invite)");
    }

    /// What the log keeps of it.
    ByteString hash() {
        try {
            MessageDigest hash = MessageDigest.getInstance("SHA-256");
            hash.update(DOMAIN);
            return ByteString.copyFrom(hash.digest(Base64.getUrlDecoder().decode(value)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 (expected: provided by every Java platform)", e);
        }
    }

    /// Not the token: it must not get into a log of the process.
    @Override
    public String toString() {
        return "InviteToken";
    }
}
