package io.warbler.auth.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyEncryptionTest {

    private static final byte[] SECRET = "a private key".getBytes(StandardCharsets.UTF_8);

    private final SecureRandom random = new SecureRandom();
    private final KeyEncryption encryption = new KeyEncryption(key(1), random);

    @Test
    void opensWhatItEncrypted() {
        byte[] encrypted = encryption.encrypt(SECRET, "key 1");

        assertThat(encryption.decrypt(encrypted, "key 1")).isEqualTo(SECRET);
        assertThat(encrypted).isNotEqualTo(encryption.encrypt(SECRET, "key 1"));
    }

    @Test
    void anyChangedBitOtherContextOrOtherKeyIsNoticed() {
        byte[] encrypted = encryption.encrypt(SECRET, "key 1");

        for (int i = 0; i < encrypted.length; i++) {
            byte[] changed = encrypted.clone();
            changed[i] ^= 1;
            assertThatThrownBy(() -> encryption.decrypt(changed, "key 1")).isInstanceOf(IllegalStateException.class);
        }
        assertThatThrownBy(() -> encryption.decrypt(encrypted, "key 2")).hasMessageContaining("does not open");
        assertThatThrownBy(() -> new KeyEncryption(key(2), random).decrypt(encrypted, "key 1"))
                .hasMessageContaining("expected: encrypted with the key in key-encryption-key-file");
    }

    @Test
    void derivedSecretsAreTheSameForTheSameInputsOnly() {
        assertThat(encryption.derive("a", "bc")).isEqualTo(encryption.derive("a", "bc"));
        assertThat(encryption.derive("a", "bc")).isNotEqualTo(encryption.derive("ab", "c"));
        assertThat(encryption.derive("a", "bc")).isNotEqualTo(new KeyEncryption(key(2), random).derive("a", "bc"));
    }

    @Test
    void keyIsReadFromHexadecimalAndBase64(@TempDir Path folder) throws IOException {
        var hex = Files.writeString(folder.resolve("hex"), HexFormat.of().formatHex(key(1)) + "\n");
        var base64 =
                Files.writeString(folder.resolve("base64"), Base64.getEncoder().encodeToString(key(1)));
        byte[] encrypted = encryption.encrypt(SECRET, "key 1");

        assertThat(KeyEncryption.readFrom(hex, random).decrypt(encrypted, "key 1"))
                .isEqualTo(SECRET);
        assertThat(KeyEncryption.readFrom(base64, random).decrypt(encrypted, "key 1"))
                .isEqualTo(SECRET);
    }

    @Test
    void shortKeyIsRefusedWithoutBeingShown(@TempDir Path folder) throws IOException {
        var file = Files.writeString(folder.resolve("short"), "c2VjcmV0");

        assertThatThrownBy(() -> KeyEncryption.readFrom(file, random))
                .hasMessageContaining("expected: a 256-bit key")
                .hasMessageNotContaining("c2VjcmV0");
    }

    private static byte[] key(int seed) {
        byte[] key = new byte[32];
        key[0] = (byte) seed;
        return key;
    }
}
