package io.warbler.message.history;

import io.warbler.kernel.Position;
import io.warbler.proto.client.v1.Message;
import io.warbler.proto.log.v1.References;

/// A stored message as clients get it, and where it stands.
///
/// @param message    without body when the body was not read
/// @param position   its record of the log
/// @param rowTime    microseconds; rises along the conversation
/// @param references what it refers to, also what clients are not told
record TimelineRow(Message message, Position position, long rowTime, References references) {

    boolean mentionsAll() {
        return references.getMentionsAll();
    }
}
