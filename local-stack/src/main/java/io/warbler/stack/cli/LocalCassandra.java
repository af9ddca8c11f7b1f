package io.warbler.stack.cli;

import io.warbler.backup.CassandraNode;
import io.warbler.migrator.CassandraTarget;
import io.warbler.migrator.Replication;
import io.warbler.stack.process.StackException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/// The Cassandra of a checkout, as backups see it.
record LocalCassandra(Checkout checkout) {

    private static final String NAME = "cassandra";
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

    CassandraTarget target() {
        return new CassandraTarget(checkout.cassandra(), "datacenter1", "warbler_", Replication.SINGLE);
    }

    CassandraNode node() {
        var process = checkout.folder()
                .running(NAME)
                .orElseThrow(() -> new StackException("cassandra does not run (expected: after ./warbler up)"));
        return CassandraNode.ofProcess(process.pid());
    }

    /// Moves the data of the stopped Cassandra out of the way.
    ///
    /// @return where it is now; empty if there was none
    Optional<Path> putAside() throws IOException {
        var data = checkout.folder().data(NAME);
        try (var files = Files.list(data)) {
            if (files.findAny().isEmpty()) {
                return Optional.empty();
            }
        }
        return Optional.of(Files.move(
                data,
                data.resolveSibling(
                        NAME + "-until-" + STAMP.format(checkout.clock().instant()))));
    }
}
