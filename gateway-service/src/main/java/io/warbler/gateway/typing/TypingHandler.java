package io.warbler.gateway.typing;

import io.warbler.gateway.connection.Request;
import io.warbler.gateway.connection.RequestHandler;
import io.warbler.gateway.frame.ServerFrames;
import io.warbler.kernel.ConversationId;
import io.warbler.kernel.DirectPair;
import io.warbler.kernel.UserId;
import io.warbler.proto.client.v1.ClientFrame;
import io.warbler.proto.client.v1.ClientFrame.FrameCase;
import io.warbler.proto.client.v1.ErrorCode;
import io.warbler.proto.client.v1.SendTyping;
import io.warbler.proto.client.v1.ServerFrame;
import io.warbler.proto.client.v1.TypingTaken;
import io.warbler.proto.signal.v1.Signal;
import io.warbler.proto.signal.v1.TypingSignal;
import java.time.Duration;
import java.util.Set;
import org.springframework.stereotype.Component;

/// Takes `typing`. Checks its form and rate; who may be told is for message-service to decide.
@Component
final class TypingHandler implements RequestHandler {

    private final SignalProducer producer;
    private final TypingRate rate;

    TypingHandler(SignalProducer producer, TypingRate rate) {
        this.producer = producer;
        this.rate = rate;
    }

    @Override
    public Set<FrameCase> kinds() {
        return Set.of(FrameCase.TYPING);
    }

    @Override
    public void handle(Request request, ClientFrame frame) {
        SendTyping typing = frame.getTyping();
        switch (typing.getToCase()) {
            case USER -> toUser(request, typing.getUser());
            case CONVERSATION -> toConversation(request, typing.getConversation());
            case TO_NOT_SET -> request.fail(ErrorCode.FIELD_INVALID, "to (expected: user or conversation)");
        }
    }

    private void toUser(Request request, String peer) {
        String self = request.principal().getUser();
        if (!UserId.isValid(peer)) {
            request.fail(ErrorCode.FIELD_INVALID, "user (expected: u and 32 hexadecimal digits)");
            return;
        }
        if (peer.equals(self)) {
            request.fail(ErrorCode.RECIPIENT_IS_SENDER, "user is the sender (expected: another user)");
            return;
        }
        var pair = DirectPair.of(new UserId(self), new UserId(peer));
        publish(
                request,
                Signal.newBuilder()
                        .setConversation(ConversationId.direct(pair).value())
                        .setPeer(peer));
    }

    private void toConversation(Request request, String conversation) {
        if (!ConversationId.isValid(conversation)) {
            request.fail(ErrorCode.FIELD_INVALID, "conversation (expected: d, g or c and 32 hexadecimal digits)");
            return;
        }
        publish(request, Signal.newBuilder().setConversation(conversation));
    }

    private void publish(Request request, Signal.Builder signal) {
        Duration wait = rate.waitOf(request.connection());
        if (!wait.isZero()) {
            int millis = (int) Math.max(1, wait.toMillis());
            request.answer(ServerFrames.error(
                    ErrorCode.RATE_LIMITED, "typing was signalled a moment ago; every 3 s is enough", millis));
            return;
        }
        producer.publish(signal.setUser(request.principal().getUser())
                .setTyping(TypingSignal.getDefaultInstance())
                .build());
        request.answer(ServerFrame.newBuilder().setTypingTaken(TypingTaken.getDefaultInstance()));
    }
}
