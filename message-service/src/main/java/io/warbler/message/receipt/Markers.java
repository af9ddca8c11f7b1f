package io.warbler.message.receipt;

/// The stored markers that a user may see of one conversation; a send moves its sender's markers too, which is not
/// stored here (see [ReadState]).
///
/// @param seq              the user's own read marker
/// @param ordinal          messages at or below it
/// @param deliveredSeq     the user's own delivered marker, as it moved without being read
/// @param peerSeq          the peer's read marker
/// @param peerDeliveredSeq the peer's delivered marker, as of `deliveredSeq`
/// @param updatedAt        when one moved last that the user is told of by sync, milliseconds since the Unix epoch
public record Markers(long seq, long ordinal, long deliveredSeq, long peerSeq, long peerDeliveredSeq, long updatedAt) {

    /// Nobody has marked anything.
    public static final Markers NONE = new Markers(0, 0, 0, 0, 0, 0);

    /// With the user's own read marker moved there.
    Markers read(long toSeq, long toOrdinal) {
        return new Markers(toSeq, toOrdinal, deliveredSeq, peerSeq, peerDeliveredSeq, updatedAt);
    }

    /// With the user's own delivered marker moved there.
    Markers delivered(long toSeq) {
        return new Markers(seq, ordinal, toSeq, peerSeq, peerDeliveredSeq, updatedAt);
    }
}
