package io.warbler.message.storage;

import com.datastax.oss.driver.api.core.CqlSession;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

/// What an owner reads and writes, on a session that the test may watch.
public record Store(StateLoader loader, Checkpoints checkpoints, RowWriter writer) {

    public static Store over(CqlSession session) {
        return new Store(
                new StateLoader(new StateReads(session), new GroupReads(session)),
                new Checkpoints(session),
                new RowWriter(session, new SimpleMeterRegistry()));
    }
}
