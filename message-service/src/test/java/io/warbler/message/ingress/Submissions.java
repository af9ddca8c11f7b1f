package io.warbler.message.ingress;

import com.google.protobuf.ByteString;
import io.warbler.kernel.ConversationId;
import io.warbler.kernel.UserId;
import io.warbler.message.edge.EdgeHarness;
import io.warbler.proto.client.v1.MessageBody;
import io.warbler.proto.client.v1.SendMessage;
import io.warbler.proto.client.v1.WithdrawSend;
import io.warbler.proto.message.v1.Submission;

/// What gateways pass on.
final class Submissions {

    static final ByteString OUTBOX = ByteString.copyFromUtf8("0123456789abcdef");
    static final long CONNECTION = 7;

    private Submissions() {}

    static SendMessage.Builder message(long number) {
        return SendMessage.newBuilder()
                .setOutbox(OUTBOX)
                .setNumber(number)
                .setClientMessageId("id-" + number)
                .setBody(MessageBody.newBuilder().setText("text " + number));
    }

    static Submission toUser(UserId sender, UserId peer, long number) {
        return submission(sender, (int) number, message(number).setUser(peer.value()));
    }

    static Submission toConversation(UserId sender, ConversationId conversation, long number) {
        return submission(sender, (int) number, message(number).setConversation(conversation.value()));
    }

    static Submission submission(UserId sender, int requestId, SendMessage.Builder send) {
        return Submission.newBuilder()
                .setConnection(CONNECTION)
                .setRequestId(requestId)
                .setPrincipal(EdgeHarness.principal(sender))
                .setSend(send)
                .build();
    }

    static Submission withdrawal(UserId sender, UserId peer, long number) {
        return Submission.newBuilder()
                .setConnection(CONNECTION)
                .setRequestId((int) number)
                .setPrincipal(EdgeHarness.principal(sender))
                .setWithdraw(WithdrawSend.newBuilder()
                        .setUser(peer.value())
                        .setOutbox(OUTBOX)
                        .setNumber(number)
                        .setClientMessageId("id-" + number))
                .build();
    }
}
