package io.warbler.message.ingress;

import io.warbler.proto.client.v1.Error;
import io.warbler.proto.log.v1.LogRecord;

/// What became of an attempt before it is appended.
sealed interface Prepared {

    /// This is to be appended.
    record Ready(LogRecord record) implements Prepared {}

    /// Nothing is to be appended; nothing was decided or consumed.
    record Refused(Error error) implements Prepared {}
}
