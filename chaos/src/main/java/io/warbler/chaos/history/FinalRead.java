package io.warbler.chaos.history;

import java.util.List;

/// A conversation as a device read it, page by page, when nothing moved any more.
///
/// @param readSeq the user's own marker then
/// @param unread  how many messages the server said come after it, or [#UNREAD_NOT_ASKED]
public record FinalRead(
        String device,
        String user,
        String gateway,
        String conversation,
        long readSeq,
        long unread,
        List<Entry> entries) {

    /// The device's user is no member any more.
    public static final long UNREAD_NOT_ASKED = -1;

    public FinalRead {
        entries = List.copyOf(entries);
    }
}
