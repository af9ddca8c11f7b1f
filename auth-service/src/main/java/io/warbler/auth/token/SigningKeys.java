package io.warbler.auth.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import io.warbler.boot.security.TokenProperties;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// This instance's view of the signing keys; keeps it fresh and makes the next key when there is none.
///
/// A key is published at least `publish-ahead` before it signs, and stays published until the last token that it
/// signed has expired, so verifiers that keep keys for a while never meet an unknown one.
@Component
final class SigningKeys {

    private static final Logger log = LoggerFactory.getLogger(SigningKeys.class);

    /// Retired keys stay in the store a day longer than published.
    private static final Duration REMOVED_AFTER = Duration.ofDays(1);

    private final SigningKeyStore store;
    private final TokenIssueProperties properties;
    private final Clock clock;
    private final Duration publishedAfterSuccession;
    private final AtomicReference<KeyRing> ring;

    SigningKeys(SigningKeyStore store, TokenIssueProperties properties, TokenProperties tokens, Clock clock) {
        this.store = store;
        this.properties = properties;
        this.clock = clock;
        publishedAfterSuccession = properties.lifetime().plus(tokens.clockSkew().multipliedBy(2));
        ring = new AtomicReference<>(rotate());
    }

    /// Looks for new keys; an outage of the store leaves the known ones in use.
    void refresh() {
        try {
            ring.set(rotate());
        } catch (RuntimeException e) {
            log.atWarn().addKeyValue("cause", e.toString()).log("Signing keys not refreshed");
        }
    }

    /// The key to sign with.
    ECKey current() {
        return ring.get()
                .current(clock.instant())
                .map(SigningKey::key)
                .orElseThrow(() -> new IllegalStateException("signing key: none (expected: one whose time has come)"));
    }

    boolean hasCurrent() {
        return ring.get().current(clock.instant()).isPresent();
    }

    /// The public keys: previous, current, next.
    JWKSet published() {
        return new JWKSet(ring.get().published(clock.instant(), publishedAfterSuccession).stream()
                .<JWK>map(key -> key.key().toPublicJWK())
                .toList());
    }

    private KeyRing rotate() {
        var now = clock.instant();
        var keys = store.load();
        keys.retired(now, publishedAfterSuccession.plus(REMOVED_AFTER)).forEach(store::remove);
        while (!keys.hasNext(now)) {
            addKey(keys, now);
            keys = store.load();
        }
        return keys;
    }

    /// The very first key signs at once; each later one is published first.
    private void addKey(KeyRing keys, Instant now) {
        var key = keys.last()
                .map(last -> newKey(last.number() + 1, firstUse(last, now)))
                .orElseGet(() -> newKey(1, now));
        store.offer(key);
        log.atInfo()
                .addKeyValue("number", key.number())
                .addKeyValue("activeFrom", key.activeFrom())
                .log("Signing key offered");
    }

    private Instant firstUse(SigningKey last, Instant now) {
        var bySchedule = last.activeFrom().plus(properties.rotationInterval());
        var earliest = now.plus(properties.publishAhead());
        return bySchedule.isAfter(earliest) ? bySchedule : earliest;
    }

    private static SigningKey newKey(int number, Instant activeFrom) {
        try {
            var key = new ECKeyGenerator(Curve.P_256)
                    .keyUse(KeyUse.SIGNATURE)
                    .algorithm(JWSAlgorithm.ES256)
                    .keyIDFromThumbprint(true)
                    .generate();
            return new SigningKey(number, key, activeFrom);
        } catch (JOSEException e) {
            throw new IllegalStateException("P-256 key (expected: provided by the platform)", e);
        }
    }
}
