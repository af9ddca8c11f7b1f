package io.warbler.auth.token;

import com.datastax.oss.driver.api.core.ConsistencyLevel;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import com.nimbusds.jose.jwk.ECKey;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Instant;
import java.util.Objects;
import org.springframework.stereotype.Repository;

/// The signing keys of all instances. A number is claimed by LWT: instances that rotate at once get one key.
@Repository
class SigningKeyStore {

    private static final String RING = "access";

    private final CqlSession session;
    private final KeyEncryption encryption;
    private final PreparedStatement select;
    private final PreparedStatement insert;
    private final PreparedStatement delete;

    SigningKeyStore(CqlSession session, KeyEncryption encryption) {
        this.session = session;
        this.encryption = encryption;
        select = session.prepare(
                "SELECT number, kid, private_key, active_from FROM signing_keys WHERE ring = '" + RING + "'");
        insert = session.prepare("""
                INSERT INTO signing_keys (ring, number, kid, public_key, private_key, active_from)
                VALUES ('access', ?, ?, ?, ?, ?) IF NOT EXISTS""");
        delete = session.prepare("DELETE FROM signing_keys WHERE ring = 'access' AND number = ? IF EXISTS");
    }

    /// Read at LOCAL_SERIAL: includes every key whose claim returned.
    KeyRing load() {
        var rows = session.execute(
                select.bind().setConsistencyLevel(ConsistencyLevel.LOCAL_SERIAL).setIdempotent(true));
        return new KeyRing(rows.all().stream().map(this::toKey).toList());
    }

    /// Adds the key unless its number is taken; which of both happened is seen by loading again.
    void offer(SigningKey key) {
        byte[] encrypted = encryption.encrypt(
                key.key().toJSONString().getBytes(StandardCharsets.UTF_8),
                context(key.number(), key.key().getKeyID()));
        session.execute(insert.bind(
                key.number(),
                key.key().getKeyID(),
                key.key().toPublicJWK().toJSONString(),
                ByteBuffer.wrap(encrypted),
                key.activeFrom()));
    }

    void remove(SigningKey key) {
        session.execute(delete.bind(key.number()));
    }

    private SigningKey toKey(Row row) {
        int number = row.getInt("number");
        String kid = String.valueOf(row.getString("kid"));
        byte[] plain = encryption.decrypt(bytes(row), context(number, kid));
        try {
            return new SigningKey(number, ECKey.parse(new String(plain, StandardCharsets.UTF_8)), activeFrom(row));
        } catch (ParseException e) {
            throw new IllegalStateException("signing key " + number + " (expected: a JWK)", e);
        }
    }

    private static byte[] bytes(Row row) {
        var buffer = Objects.requireNonNull(row.getByteBuffer("private_key"), "private_key");
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return bytes;
    }

    private static Instant activeFrom(Row row) {
        return Objects.requireNonNull(row.getInstant("active_from"), "active_from");
    }

    private static String context(int number, String kid) {
        return "signing key " + number + " " + kid;
    }
}
