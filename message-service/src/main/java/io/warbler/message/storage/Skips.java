package io.warbler.message.storage;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import java.util.HashSet;
import java.util.Set;
import org.springframework.stereotype.Component;

/// Records that an operator decided to skip, because the store refuses their rows (docs/operations.md).
@Component
public class Skips {

    private static final String SELECT = """
            SELECT log_offset FROM skips WHERE log_partition = ? AND generation = ?""";

    private final CqlSession session;
    private final PreparedStatement select;

    Skips(CqlSession session) {
        this.session = session;
        select = session.prepare(SELECT);
    }

    /// The offsets to skip.
    public Set<Long> read(int partition, int generation) {
        Set<Long> offsets = new HashSet<>();
        for (var row : session.execute(select.bind(partition, generation))) {
            offsets.add(row.getLong("log_offset"));
        }
        return offsets;
    }
}
