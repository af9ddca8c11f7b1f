package io.warbler.auth.token;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;

/// The texts and hashes of random secrets: 256 bits as 43 characters of Base64url, hashed with SHA-256.
///
/// A fast hash will do: nobody guesses 256 random bits.
public final class Secrets {

    /// The form of a secret's text, as a regular expression.
    public static final String FORM = "[A-Za-z0-9_-]{43}";

    private static final int BYTES = 32;

    private Secrets() {}

    public static String random(SecureRandom random) {
        byte[] secret = new byte[BYTES];
        random.nextBytes(secret);
        return text(secret);
    }

    /// The text of 32 bytes.
    public static String text(byte[] secret) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
    }

    /// What is stored in place of the secret.
    public static ByteBuffer hash(String secret) {
        return ByteBuffer.wrap(sha256().digest(secret.getBytes(StandardCharsets.US_ASCII)));
    }

    /// Compares in a time that does not depend on where the hashes differ.
    public static boolean hasHash(String secret, ByteBuffer hash) {
        byte[] bytes = new byte[hash.remaining()];
        hash.duplicate().get(bytes);
        return MessageDigest.isEqual(hash(secret).array(), bytes);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 (expected: provided by every Java platform)", e);
        }
    }
}
