package io.warbler.auth.integrator;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import io.warbler.boot.security.Integrator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Repository;

/// The integrators of the deployment. LOCAL_QUORUM both ways: a removed one gets no token from any instance.
@Repository
class IntegratorStore {

    private static final String REGISTRY = "all";
    private static final String COLUMNS = "client_id, name, secret_hash, scopes, created_at";

    private final CqlSession session;
    private final PreparedStatement insert;
    private final PreparedStatement delete;
    private final PreparedStatement select;
    private final PreparedStatement selectAll;

    IntegratorStore(CqlSession session) {
        this.session = session;
        insert = session.prepare("INSERT INTO integrators (registry, " + COLUMNS + ") VALUES (?, ?, ?, ?, ?, ?)");
        delete = session.prepare("DELETE FROM integrators WHERE registry = ? AND client_id = ?");
        select = session.prepare("SELECT " + COLUMNS + " FROM integrators WHERE registry = ? AND client_id = ?");
        selectAll = session.prepare("SELECT " + COLUMNS + " FROM integrators WHERE registry = ?");
    }

    void insert(RegisteredIntegrator registered) {
        session.execute(insert.bind(
                        REGISTRY,
                        registered.integrator().clientId(),
                        registered.name(),
                        registered.secretHash(),
                        registered.integrator().scopes(),
                        registered.createdAt())
                .setIdempotent(true));
    }

    void remove(String clientId) {
        session.execute(delete.bind(REGISTRY, clientId).setIdempotent(true));
    }

    Optional<RegisteredIntegrator> find(String clientId) {
        return Optional.ofNullable(
                        session.execute(select.bind(REGISTRY, clientId).setIdempotent(true))
                                .one())
                .map(IntegratorStore::toIntegrator);
    }

    List<RegisteredIntegrator> findAll() {
        return session.execute(selectAll.bind(REGISTRY).setIdempotent(true)).all().stream()
                .map(IntegratorStore::toIntegrator)
                .toList();
    }

    private static RegisteredIntegrator toIntegrator(Row row) {
        var scopes = Objects.requireNonNullElse(row.getSet("scopes", String.class), Set.<String>of());
        return new RegisteredIntegrator(
                new Integrator(String.valueOf(row.getString("client_id")), scopes),
                String.valueOf(row.getString("name")),
                Objects.requireNonNull(row.getByteBuffer("secret_hash"), "secret_hash"),
                Objects.requireNonNull(row.getInstant("created_at"), "created_at"));
    }
}
