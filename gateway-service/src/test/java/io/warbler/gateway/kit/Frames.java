package io.warbler.gateway.kit;

import com.google.protobuf.ByteString;
import io.warbler.proto.client.v1.ClientFrame;
import io.warbler.proto.client.v1.Heartbeat;
import io.warbler.proto.client.v1.Login;
import io.warbler.proto.client.v1.MessageBody;
import io.warbler.proto.client.v1.SendMessage;

/// Frames that tests send.
public final class Frames {

    private static final ByteString OUTBOX = ByteString.copyFrom(new byte[16]);

    private Frames() {}

    public static ClientFrame login(int requestId, String ticket) {
        return ClientFrame.newBuilder()
                .setRequestId(requestId)
                .setLogin(Login.newBuilder().setTicket(ticket))
                .build();
    }

    public static ClientFrame heartbeat(int requestId) {
        return ClientFrame.newBuilder()
                .setRequestId(requestId)
                .setHeartbeat(Heartbeat.getDefaultInstance())
                .build();
    }

    /// A send to a user; the number doubles as part of the client message id.
    public static ClientFrame send(int requestId, String toUser, long number, String text) {
        return ClientFrame.newBuilder()
                .setRequestId(requestId)
                .setSend(SendMessage.newBuilder()
                        .setUser(toUser)
                        .setOutbox(OUTBOX)
                        .setNumber(number)
                        .setClientMessageId("m" + number)
                        .setBody(MessageBody.newBuilder().setText(text)))
                .build();
    }
}
