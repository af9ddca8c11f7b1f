package io.warbler.chaos.history;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/// One thing that a device did or was told, in the order in which it happened there. Times are nanoseconds since the
/// run began, by one clock for all devices that never goes back.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = TraceLine.Connected.class, name = "connected"),
    @JsonSubTypes.Type(value = TraceLine.Disconnected.class, name = "disconnected"),
    @JsonSubTypes.Type(value = TraceLine.Invoked.class, name = "invoke"),
    @JsonSubTypes.Type(value = TraceLine.Acked.class, name = "ok"),
    @JsonSubTypes.Type(value = TraceLine.Refused.class, name = "fail"),
    @JsonSubTypes.Type(value = TraceLine.Unknown.class, name = "unknown"),
    @JsonSubTypes.Type(value = TraceLine.Shown.class, name = "shown"),
    @JsonSubTypes.Type(value = TraceLine.Marker.class, name = "marker"),
    @JsonSubTypes.Type(value = TraceLine.CanarySeen.class, name = "canary"),
    @JsonSubTypes.Type(value = TraceLine.Synced.class, name = "sync")
})
public sealed interface TraceLine {

    /// When.
    long at();

    /// A connection is live and synced: the epoch of it counts from 1 per device.
    record Connected(long at, String node, int epoch) implements TraceLine {}

    /// The connection is gone.
    record Disconnected(long at, String reason) implements TraceLine {}

    /// A send got its number and is about to be tried for the first time.
    ///
    /// @param outbox and `number` identify it in its conversation
    record Invoked(long at, String conversation, String clientMessageId, String outbox, long number, String content)
            implements TraceLine {}

    /// The send took effect at a position.
    record Acked(long at, String conversation, String clientMessageId, long seq) implements TraceLine {}

    /// The send was refused for good: nobody may ever see it.
    record Refused(long at, String conversation, String clientMessageId, String code) implements TraceLine {}

    /// The run ended without a verdict: it may have taken effect, once.
    record Unknown(long at, String conversation, String clientMessageId) implements TraceLine {}

    /// The device showed an entry to its user.
    record Shown(long at, Entry entry) implements TraceLine {}

    /// The device was told how far a user has read.
    record Marker(long at, String conversation, String user, long seq) implements TraceLine {}

    /// A canary stood in bytes that the device received.
    record CanarySeen(long at, String canary) implements TraceLine {}

    /// The device asked, through a gateway, for a conversation beyond a seq that its user had been told.
    ///
    /// @param known   what it presented
    /// @param reached the last seq that the answer knew of
    /// @param notYet  whether the answer said that it cannot see `known` yet
    record Synced(long at, String conversation, String gateway, long known, long reached, boolean notYet)
            implements TraceLine {}
}
