package io.warbler.chaos.check;

/// What can be wrong with a history, in the words of those who test databases. The promises are those of
/// docs/reliability.md.
public enum AnomalyKind {
    /// A send was acked, and a member cannot read it at the end.
    LOST_WRITE("lost write", "I1"),
    /// A reader found other content than was sent.
    ALTERED_WRITE("altered write", "I1"),
    /// One send is visible at two positions, or was shown twice.
    DUPLICATE("duplicate", "I2"),
    /// A send that was refused for good is visible.
    ABORTED_READ("aborted read", "I2"),
    /// A message is visible that nobody sent.
    PHANTOM("phantom", "I2"),
    /// A position below the last one is empty, in a final read or in what a device showed.
    GAP("gap", "I3"),
    /// Two observers saw different things at one position.
    DIVERGENT("divergent", "I4"),
    /// Sends of one outbox stand in another order than they were sent.
    REORDER("reorder", "I5"),
    /// A send that began after another's ack stands before it.
    STALE_ORDER("real-time reorder", "I7"),
    /// A sync that presented a seq got less, and was not told so.
    STALE_READ("stale read-your-writes", "I8"),
    /// What a device was shown, or was told of a marker, went back.
    NON_MONOTONIC("non-monotonic", "I9"),
    /// A connected device was not shown a message in time although nothing was broken, or never.
    STUCK_DELIVERY("stuck delivery", "I10"),
    /// Bytes of a conversation reached somebody who is no member.
    LEAK("leak", "I11"),
    /// A send took effect at a position where its sender is no member.
    UNAUTHORISED_WRITE("unauthorised write", "I12"),
    /// Unread is not what follows from the history and the marker.
    MISCOUNT("miscount", "I14"),
    /// A send had no verdict in time although nothing was broken.
    STUCK_SEND("stuck send", "I16"),
    /// The evidence does not suffice to say that all is well.
    UNCHECKED("unchecked", "–");

    private final String label;
    private final String promise;

    AnomalyKind(String label, String promise) {
        this.label = label;
        this.promise = promise;
    }

    /// As reports call it.
    public String label() {
        return label;
    }

    /// The promise that it breaks.
    public String promise() {
        return promise;
    }
}
