package io.warbler.message.history;

import com.google.protobuf.ByteString;
import io.warbler.kernel.Position;
import io.warbler.kernel.UserId;
import io.warbler.message.cache.MessageProto;
import io.warbler.proto.client.v1.Message;
import io.warbler.proto.log.v1.References;
import io.warbler.proto.store.v1.MessageState;

/// A stored message as clients get it, and where it stands.
///
/// @param message    its present body, or none when the body was not read; without its changes
/// @param position   its record of the log
/// @param rowTime    microseconds; rises along the conversation
/// @param references what it refers to, also what clients are not told
/// @param state      what changes made of it; the default instance when there were none
record TimelineRow(Message message, Position position, long rowTime, References references, MessageState state) {

    boolean mentionsAll() {
        return references.getMentionsAll();
    }

    /// As a user sees it.
    Message seenBy(UserId viewer) {
        return state.getSeq() == 0
                ? message
                : message.toBuilder()
                        .setChanges(MessageProto.changes(state, viewer))
                        .build();
    }

    /// The same message in another state.
    TimelineRow with(ByteString body, MessageState other) {
        var changed = message.toBuilder().clearBody();
        MessageProto.body(body).ifPresent(changed::setBody);
        return new TimelineRow(changed.build(), position, rowTime, references, other);
    }
}
