package io.warbler.gateway.reading;

import io.grpc.stub.StreamObserver;
import io.warbler.boot.node.NodeIdentity;
import io.warbler.gateway.connection.Request;
import io.warbler.gateway.connection.RequestHandler;
import io.warbler.proto.client.v1.ClientFrame;
import io.warbler.proto.client.v1.ClientFrame.FrameCase;
import io.warbler.proto.client.v1.Error;
import io.warbler.proto.client.v1.ErrorCode;
import io.warbler.proto.client.v1.ServerFrame;
import io.warbler.proto.message.v1.CancelScheduledSendRequest;
import io.warbler.proto.message.v1.CancelScheduledSendResponse;
import io.warbler.proto.message.v1.ReadScheduledSendsRequest;
import io.warbler.proto.message.v1.ReadScheduledSendsResponse;
import io.warbler.proto.message.v1.ReadingServiceGrpc.ReadingServiceStub;
import io.warbler.proto.message.v1.ScheduleSendRequest;
import io.warbler.proto.message.v1.ScheduleSendResponse;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.springframework.stereotype.Component;

/// Forwards what is asked of scheduled sends to message-service; maps outcomes to frames. All of it may be repeated.
@Component
final class ScheduleHandler implements RequestHandler {

    private final ReadingCalls calls;
    private final NodeIdentity node;

    ScheduleHandler(ReadingCalls calls, NodeIdentity node) {
        this.calls = calls;
        this.node = node;
    }

    @Override
    public Set<FrameCase> kinds() {
        return Set.of(FrameCase.SCHEDULE_SEND, FrameCase.CANCEL_SCHEDULED_SEND, FrameCase.READ_SCHEDULED_SENDS);
    }

    @Override
    public void handle(Request request, ClientFrame frame) {
        if (frame.hasScheduleSend()) {
            schedule(request, frame);
        } else if (frame.hasCancelScheduledSend()) {
            cancel(request, frame);
        } else {
            read(request, frame);
        }
    }

    private void schedule(Request request, ClientFrame frame) {
        var schedule = ScheduleSendRequest.newBuilder()
                .setPrincipal(request.principal())
                .setNode(node.id())
                .setConnection(request.connection().id())
                .setSchedule(frame.getScheduleSend())
                .build();
        Function<ScheduleSendResponse, ServerFrame.Builder> answer = response -> switch (response.getOutcomeCase()) {
            case SCHEDULED -> ServerFrame.newBuilder().setScheduledSend(response.getScheduled());
            case ERROR -> ServerFrame.newBuilder().setError(response.getError());
            case OUTCOME_NOT_SET -> nothing();
        };
        call(request, (stub, to) -> stub.scheduleSend(schedule, to), answer);
    }

    private void cancel(Request request, ClientFrame frame) {
        var cancel = CancelScheduledSendRequest.newBuilder()
                .setPrincipal(request.principal())
                .setNode(node.id())
                .setConnection(request.connection().id())
                .setCancel(frame.getCancelScheduledSend())
                .build();
        Function<CancelScheduledSendResponse, ServerFrame.Builder> answer =
                response -> switch (response.getOutcomeCase()) {
                    case SCHEDULED -> ServerFrame.newBuilder().setScheduledSend(response.getScheduled());
                    case ERROR -> ServerFrame.newBuilder().setError(response.getError());
                    case OUTCOME_NOT_SET -> nothing();
                };
        call(request, (stub, to) -> stub.cancelScheduledSend(cancel, to), answer);
    }

    private void read(Request request, ClientFrame frame) {
        var read = ReadScheduledSendsRequest.newBuilder()
                .setPrincipal(request.principal())
                .setRead(frame.getReadScheduledSends())
                .build();
        Function<ReadScheduledSendsResponse, ServerFrame.Builder> answer =
                response -> switch (response.getOutcomeCase()) {
                    case SCHEDULED -> ServerFrame.newBuilder().setScheduledSends(response.getScheduled());
                    case ERROR -> ServerFrame.newBuilder().setError(response.getError());
                    case OUTCOME_NOT_SET -> nothing();
                };
        call(request, (stub, to) -> stub.readScheduledSends(read, to), answer);
    }

    private <A> void call(
            Request request,
            BiConsumer<ReadingServiceStub, StreamObserver<A>> call,
            Function<A, ServerFrame.Builder> answer) {
        var _ = calls.call(request.principal().getUser(), call)
                .whenComplete((response, failure) ->
                        request.answer(failure == null ? answer.apply(response) : ReadingCalls.failure(failure)));
    }

    private static ServerFrame.Builder nothing() {
        return ServerFrame.newBuilder()
                .setError(
                        Error.newBuilder().setCode(ErrorCode.INTERNAL).setMessage("empty outcome of message-service"));
    }
}
