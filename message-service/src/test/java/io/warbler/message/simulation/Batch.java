package io.warbler.message.simulation;

import io.warbler.message.sequencing.Decision;
import io.warbler.message.sequencing.LogEntry;
import io.warbler.message.sequencing.Row;
import java.util.ArrayList;
import java.util.List;

/// The records that an owner has under way.
final class Batch {

    final List<LogEntry> entries = new ArrayList<>();
    final List<Row> rows = new ArrayList<>();
    List<Decision> decisions = List.of();
    int stage;
    int accidentsBefore;
    List<List<Row>> waves = List.of();
    int wave;
    int unwritten;
    boolean written;
    boolean extending;
    boolean extended;

    /// For the next ones.
    void clear() {
        entries.clear();
        rows.clear();
        stage = 0;
        written = false;
        extending = false;
        extended = false;
    }
}
