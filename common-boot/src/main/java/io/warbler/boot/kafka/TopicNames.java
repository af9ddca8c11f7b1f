package io.warbler.boot.kafka;

/// The topics of this deployment: the prefix and a fixed word each.
///
/// @param prefix set before each name
public record TopicNames(String prefix) {

    /// The log: what was asked of conversations, in order.
    public String log() {
        return prefix + "log";
    }

    /// Deliveries and verdicts, by gateway node.
    public String delivery() {
        return prefix + "delivery";
    }

    /// Signals that nobody stores, such as typing.
    public String signals() {
        return prefix + "signals";
    }

    /// Sessions that ended before their time.
    public String revocations() {
        return prefix + "revocations";
    }
}
