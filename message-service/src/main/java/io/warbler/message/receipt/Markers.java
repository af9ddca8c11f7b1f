package io.warbler.message.receipt;

/// The stored read markers that a user may see of one conversation; a send moves its sender's marker too, which is not
/// stored here (see [ReadState]).
///
/// @param seq       the user's own marker
/// @param ordinal   messages at or below it
/// @param peerSeq   the peer's marker
/// @param updatedAt when either moved last, milliseconds since the Unix epoch
public record Markers(long seq, long ordinal, long peerSeq, long updatedAt) {

    /// Nobody has marked anything.
    public static final Markers NONE = new Markers(0, 0, 0, 0);
}
