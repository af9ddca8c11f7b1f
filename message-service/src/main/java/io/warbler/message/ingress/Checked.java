package io.warbler.message.ingress;

import io.warbler.proto.client.v1.Error;

/// Whether a submission can be taken up at all.
sealed interface Checked {

    /// It can.
    record Passed(Attempt attempt) implements Checked {}

    /// It cannot; nothing was decided or consumed.
    record Failed(Error error) implements Checked {}
}
