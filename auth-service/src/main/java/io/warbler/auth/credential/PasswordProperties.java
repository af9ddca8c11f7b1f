package io.warbler.auth.credential;

import java.time.Duration;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// How passwords are hashed: Argon2id; the defaults are OWASP's minimum.
///
/// @param memoryKib   memory of one hash in KiB
/// @param iterations  passes over the memory
/// @param parallelism lanes of one hash
/// @param hashers     hashes at once, at most 16; each takes a processor and its memory
/// @param queue       hashes that may wait; beyond, logins are refused at once
/// @param patience    how long a login waits for its hash
public record PasswordProperties(
        @DefaultValue("19456") int memoryKib,
        @DefaultValue("2") int iterations,
        @DefaultValue("1") int parallelism,
        @DefaultValue("2") int hashers,
        @DefaultValue("64") int queue,
        @DefaultValue("5s") Duration patience) {

    private static final int MIN_MEMORY_KIB = 19_456;
    private static final int MAX_HASHERS = 16;

    public PasswordProperties {
        if (memoryKib < MIN_MEMORY_KIB || iterations < 2 || parallelism < 1) {
            throw new IllegalArgumentException("passwords: m=" + memoryKib + " t=" + iterations + " p=" + parallelism
                    + " (expected: at least m=19456 t=2 p=1)");
        }
        if (hashers < 1 || hashers > MAX_HASHERS || queue < 1) {
            throw new IllegalArgumentException(
                    "passwords: hashers=" + hashers + " queue=" + queue + " (expected: 1-16 and at least 1)");
        }
    }
}
