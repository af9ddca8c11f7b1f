package io.warbler.message.sequencing;

import io.warbler.kernel.Position;
import io.warbler.proto.log.v1.LogRecord;

/// A record of the log where it stands.
///
/// @param appendTimeMs the broker's LogAppendTime in milliseconds; the only time that decisions know
public record LogEntry(Position position, long appendTimeMs, LogRecord record) {}
