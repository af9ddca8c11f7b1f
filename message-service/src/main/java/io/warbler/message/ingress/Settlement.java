package io.warbler.message.ingress;

import io.warbler.proto.client.v1.Error;

/// How this hop ends with one submission; exactly one method is called, exactly once, on any thread.
interface Settlement {

    /// The log has it; the verdict comes from the owner of the partition.
    void appended();

    /// Nothing was decided or consumed.
    void refused(Error error);

    /// Whether the log has it is not known, and nothing is said about it: the gateway's own clock answers the client.
    void unknown();
}
