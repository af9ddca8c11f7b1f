package io.warbler.message.sync;

import io.warbler.kernel.Position;
import io.warbler.message.inbox.Activity;
import io.warbler.message.inbox.Standing;
import io.warbler.proto.client.v1.Cursor;
import java.util.Optional;

/// A conversation of which the client lacks something.
///
/// @param standing its present state
/// @param place    its place in the order of this sync
/// @param since    the first position that the client was not told of
/// @param cursor   what the client says that it holds
record Change(Standing standing, Activity place, Position since, Optional<Cursor> cursor) {

    /// The same change of a conversation that stands otherwise by now.
    Change as(Standing other) {
        return new Change(other, place, since, cursor);
    }
}
