package io.warbler.message.sequencing;

import io.warbler.kernel.Position;
import io.warbler.proto.log.v1.DirectMembers;
import io.warbler.proto.log.v1.LogRecord;

/// A record of the log where it stands.
///
/// @param appendTimeMs the broker's LogAppendTime in milliseconds; the only time that decisions know
public record LogEntry(Position position, long appendTimeMs, LogRecord record) {

    /// Whom the record names as members of its DIRECT conversation; nobody if it names none.
    public DirectMembers directMembers() {
        return switch (record.getBodyCase()) {
            case SEND -> record.getSend().getDirect();
            case REFUSAL -> record.getRefusal().getDirect();
            case DIRECT_POLICY -> record.getDirectPolicy().getDirect();
            case CHANGE_OF_MESSAGE -> record.getChangeOfMessage().getDirect();
            case CHANGE, BODY_NOT_SET -> DirectMembers.getDefaultInstance();
        };
    }
}
