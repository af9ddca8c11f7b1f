package io.warbler.auth.token;

import com.nimbusds.jose.jwk.ECKey;
import java.time.Instant;

/// A key that signs access tokens from a moment on, until the next one does.
///
/// @param number     1, 2, 3 …: the order of the keys
/// @param key        private and public part, with its `kid`
/// @param activeFrom when it begins to sign
record SigningKey(int number, ECKey key, Instant activeFrom) {

    @Override
    public String toString() {
        return "SigningKey[" + number + " " + key.getKeyID() + " from " + activeFrom + "]";
    }
}
