package io.warbler.gateway.submit;

import io.warbler.gateway.connection.Request;
import io.warbler.gateway.connection.RequestHandler;
import io.warbler.kernel.ConversationId;
import io.warbler.kernel.DirectPair;
import io.warbler.kernel.UserId;
import io.warbler.proto.client.v1.ChangeMessage;
import io.warbler.proto.client.v1.ClientFrame;
import io.warbler.proto.client.v1.ClientFrame.FrameCase;
import io.warbler.proto.client.v1.ErrorCode;
import io.warbler.proto.client.v1.SendMessage;
import io.warbler.proto.client.v1.WithdrawSend;
import io.warbler.proto.message.v1.Submission;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/// Takes `send`, `withdraw` and `change_message`: finds the conversation, because its instance is chosen by it.
/// All other checks belong to message-service.
@Component
final class SubmitHandler implements RequestHandler {

    private final Submissions submissions;

    SubmitHandler(Submissions submissions) {
        this.submissions = submissions;
    }

    @Override
    public Set<FrameCase> kinds() {
        return Set.of(FrameCase.SEND, FrameCase.WITHDRAW, FrameCase.CHANGE_MESSAGE);
    }

    @Override
    public void handle(Request request, ClientFrame frame) {
        conversation(request, frame)
                .ifPresent(id -> submissions.submit(new Send(request, id, submission(request, frame))));
    }

    private static Optional<String> conversation(Request request, ClientFrame frame) {
        if (frame.hasSend()) {
            return target(request, frame.getSend());
        }
        return frame.hasWithdraw() ? target(request, frame.getWithdraw()) : target(request, frame.getChangeMessage());
    }

    private static Submission submission(Request request, ClientFrame frame) {
        var submission = Submission.newBuilder()
                .setConnection(request.connection().id())
                .setRequestId(request.attempt())
                .setPrincipal(request.principal());
        if (frame.hasSend()) {
            return submission.setSend(frame.getSend()).build();
        }
        return frame.hasWithdraw()
                ? submission.setWithdraw(frame.getWithdraw()).build()
                : submission.setChangeMessage(frame.getChangeMessage()).build();
    }

    private static Optional<String> target(Request request, SendMessage send) {
        return switch (send.getToCase()) {
            case USER -> direct(request, send.getUser());
            case CONVERSATION -> known(request, send.getConversation());
            case TO_NOT_SET -> missing(request);
        };
    }

    private static Optional<String> target(Request request, WithdrawSend withdraw) {
        return switch (withdraw.getToCase()) {
            case USER -> direct(request, withdraw.getUser());
            case CONVERSATION -> known(request, withdraw.getConversation());
            case TO_NOT_SET -> missing(request);
        };
    }

    private static Optional<String> target(Request request, ChangeMessage change) {
        return switch (change.getToCase()) {
            case USER -> direct(request, change.getUser());
            case CONVERSATION -> known(request, change.getConversation());
            case TO_NOT_SET -> missing(request);
        };
    }

    private static Optional<String> direct(Request request, String user) {
        String sender = request.principal().getUser();
        if (!UserId.isValid(user)) {
            return refused(request, ErrorCode.FIELD_INVALID, "to.user (expected: u and 32 hexadecimal digits)");
        }
        if (user.equals(sender)) {
            return refused(request, ErrorCode.RECIPIENT_IS_SENDER, "to.user (expected: another user)");
        }
        return Optional.of(ConversationId.direct(DirectPair.of(new UserId(sender), new UserId(user)))
                .value());
    }

    private static Optional<String> known(Request request, String conversation) {
        if (!ConversationId.isValid(conversation)) {
            return refused(request, ErrorCode.CONVERSATION_UNKNOWN, "to.conversation (expected: a conversation's id)");
        }
        return Optional.of(conversation);
    }

    private static Optional<String> missing(Request request) {
        return refused(request, ErrorCode.FIELD_INVALID, "to (expected: user or conversation)");
    }

    private static Optional<String> refused(Request request, ErrorCode code, String message) {
        request.fail(code, message);
        return Optional.empty();
    }
}
