package io.warbler.bench.load;

import java.util.List;

/// Messages as a server answers them, rising.
///
/// @param more whether there are older ones
public record Page(List<Entry> entries, boolean more) {

    public Page {
        entries = List.copyOf(entries);
    }

    /// One message.
    ///
    /// @param print differs when anything of the message does, but for what changes later
    public record Entry(long seq, long ordinal, long print) {}
}
