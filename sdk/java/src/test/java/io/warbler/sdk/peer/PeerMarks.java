package io.warbler.sdk.peer;

import io.warbler.proto.client.v1.ClientFrame;
import io.warbler.proto.client.v1.Error;
import io.warbler.proto.client.v1.ErrorCode;
import io.warbler.proto.client.v1.MarkedRead;
import io.warbler.proto.client.v1.ServerFrame;

/** Markers of both kinds; they move to where they are told to, unless the script refuses it. */
final class PeerMarks {

    private PeerMarks() {}

    static ServerFrame.Builder answer(ClientFrame frame, PeerScript script) {
        var read = frame.getMarkRead();
        var delivered = frame.getMarkDelivered();
        ErrorCode refusal = frame.hasMarkDelivered() ? script.onMark(delivered) : null;
        if (refusal != null) {
            return ServerFrame.newBuilder().setError(Error.newBuilder().setCode(refusal));
        }
        return ServerFrame.newBuilder()
                .setMarkedRead(MarkedRead.newBuilder()
                        .setConversation(frame.hasMarkRead() ? read.getConversation() : delivered.getConversation())
                        .setSeq(read.getSeq())
                        .setDeliveredSeq(delivered.getSeq()));
    }
}
