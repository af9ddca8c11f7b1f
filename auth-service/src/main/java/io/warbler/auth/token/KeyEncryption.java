package io.warbler.auth.token;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// Encrypts what must not be readable in the store, and derives secrets that need not be stored.
///
/// AES-256-GCM with a random nonce in front; the context is authenticated, so a value moved elsewhere does not open.
/// Each purpose has a key of its own, derived by HKDF from the one in the file.
public final class KeyEncryption {

    private static final int KEY_BYTES = 32;
    private static final int HEX_DIGITS = 2 * KEY_BYTES;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final String CIPHER = "AES/GCM/NoPadding";
    private static final String MAC = "HmacSHA256";

    private final SecretKey wrapping;
    private final SecretKey deriving;
    private final SecureRandom random;

    KeyEncryption(byte[] key, SecureRandom random) {
        if (key.length != KEY_BYTES) {
            throw new IllegalArgumentException("key: " + key.length + " bytes (expected: 32)");
        }
        this.wrapping = keyFor("warbler auth wrapping v1", "AES", key);
        this.deriving = keyFor("warbler auth deriving v1", MAC, key);
        this.random = random;
    }

    /// Reads the key from a file: 64 hexadecimal digits or Base64 of 32 bytes.
    public static KeyEncryption readFrom(Path file, SecureRandom random) {
        try {
            return new KeyEncryption(parse(Files.readString(file).strip()), random);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "warbler.auth.key-encryption-key-file: " + file + " (expected: a readable file)", e);
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException(
                    "warbler.auth.key-encryption-key-file: " + file
                            + " (expected: a 256-bit key in hexadecimal or Base64)",
                    e);
        }
    }

    private static byte[] parse(String text) {
        return text.length() == HEX_DIGITS
                ? HexFormat.of().parseHex(text)
                : Base64.getDecoder().decode(text);
    }

    private static SecretKey keyFor(String purpose, String algorithm, byte[] key) {
        try {
            var parameters = HKDFParameterSpec.ofExtract()
                    .addIKM(key)
                    .thenExpand(purpose.getBytes(StandardCharsets.UTF_8), KEY_BYTES);
            return new SecretKeySpec(KDF.getInstance("HKDF-SHA256").deriveData(parameters), algorithm);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HKDF-SHA256 (expected: provided by the platform)", e);
        }
    }

    /// Nonce and ciphertext.
    byte[] encrypt(byte[] plain, String context) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            var cipher = Cipher.getInstance(CIPHER);
            cipher.init(Cipher.ENCRYPT_MODE, wrapping, new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(context.getBytes(StandardCharsets.UTF_8));
            byte[] encrypted = cipher.doFinal(plain);
            return ByteBuffer.allocate(NONCE_BYTES + encrypted.length)
                    .put(nonce)
                    .put(encrypted)
                    .array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(context + ": cannot be encrypted", e);
        }
    }

    /// What was encrypted under the same context; fails when the key is another one or a bit was changed.
    byte[] decrypt(byte[] encrypted, String context) {
        try {
            var cipher = Cipher.getInstance(CIPHER);
            cipher.init(Cipher.DECRYPT_MODE, wrapping, new GCMParameterSpec(TAG_BITS, encrypted, 0, NONCE_BYTES));
            cipher.updateAAD(context.getBytes(StandardCharsets.UTF_8));
            return cipher.doFinal(encrypted, NONCE_BYTES, encrypted.length - NONCE_BYTES);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IllegalStateException(
                    context + ": does not open (expected: encrypted with the key in key-encryption-key-file)", e);
        }
    }

    /// 32 bytes that nobody can compute without the key; the same for the same inputs.
    public byte[] derive(String... inputs) {
        try {
            var mac = Mac.getInstance(MAC);
            mac.init(deriving);
            for (String input : inputs) {
                byte[] bytes = input.getBytes(StandardCharsets.UTF_8);
                mac.update(
                        ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).flip());
                mac.update(bytes);
            }
            return mac.doFinal();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(MAC + " (expected: provided by the platform)", e);
        }
    }
}
