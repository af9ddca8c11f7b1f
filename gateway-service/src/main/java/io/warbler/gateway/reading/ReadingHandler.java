package io.warbler.gateway.reading;

import io.grpc.stub.StreamObserver;
import io.warbler.boot.node.NodeIdentity;
import io.warbler.gateway.connection.Request;
import io.warbler.gateway.connection.RequestHandler;
import io.warbler.proto.auth.v1.Principal;
import io.warbler.proto.client.v1.ClientFrame;
import io.warbler.proto.client.v1.ClientFrame.FrameCase;
import io.warbler.proto.client.v1.Error;
import io.warbler.proto.client.v1.ErrorCode;
import io.warbler.proto.client.v1.ServerFrame;
import io.warbler.proto.message.v1.ChangeSettingsRequest;
import io.warbler.proto.message.v1.ChangeSettingsResponse;
import io.warbler.proto.message.v1.HideMessagesRequest;
import io.warbler.proto.message.v1.HideMessagesResponse;
import io.warbler.proto.message.v1.MarkDeliveredRequest;
import io.warbler.proto.message.v1.MarkDeliveredResponse;
import io.warbler.proto.message.v1.MarkReadRequest;
import io.warbler.proto.message.v1.MarkReadResponse;
import io.warbler.proto.message.v1.ReadHistoryRequest;
import io.warbler.proto.message.v1.ReadHistoryResponse;
import io.warbler.proto.message.v1.ReadInboxRequest;
import io.warbler.proto.message.v1.ReadInboxResponse;
import io.warbler.proto.message.v1.ReadMentionsRequest;
import io.warbler.proto.message.v1.ReadMentionsResponse;
import io.warbler.proto.message.v1.ReadingServiceGrpc.ReadingServiceStub;
import io.warbler.proto.message.v1.SaveDraftRequest;
import io.warbler.proto.message.v1.SaveDraftResponse;
import io.warbler.proto.message.v1.SearchMessagesRequest;
import io.warbler.proto.message.v1.SearchMessagesResponse;
import io.warbler.proto.message.v1.SyncRequest;
import io.warbler.proto.message.v1.SyncResponse;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.springframework.stereotype.Component;

/// Forwards reads and marks to message-service, which checks everything; maps outcomes to frames.
@Component
final class ReadingHandler implements RequestHandler {

    private final ReadingCalls calls;
    private final NodeIdentity node;

    ReadingHandler(ReadingCalls calls, NodeIdentity node) {
        this.calls = calls;
        this.node = node;
    }

    @Override
    public Set<FrameCase> kinds() {
        return Set.of(
                FrameCase.READ_HISTORY,
                FrameCase.SYNC,
                FrameCase.READ_INBOX,
                FrameCase.READ_MENTIONS,
                FrameCase.SEARCH_MESSAGES,
                FrameCase.SAVE_DRAFT,
                FrameCase.CHANGE_SETTINGS,
                FrameCase.HIDE_MESSAGES,
                FrameCase.MARK_READ,
                FrameCase.MARK_DELIVERED);
    }

    @Override
    public void handle(Request request, ClientFrame frame) {
        switch (frame.getFrameCase()) {
            case READ_HISTORY -> readHistory(request, frame);
            case SYNC -> sync(request, frame);
            case READ_INBOX -> readInbox(request, frame);
            case READ_MENTIONS -> readMentions(request, frame);
            case SEARCH_MESSAGES -> searchMessages(request, frame);
            case SAVE_DRAFT -> saveDraft(request, frame);
            case CHANGE_SETTINGS -> changeSettings(request, frame);
            case HIDE_MESSAGES -> hideMessages(request, frame);
            case MARK_READ -> markRead(request, frame);
            case MARK_DELIVERED -> markDelivered(request, frame);
            case LOGIN,
                    SEND,
                    WITHDRAW,
                    CHANGE_MESSAGE,
                    HEARTBEAT,
                    READ_PRESENCE,
                    WATCH_PRESENCE,
                    SET_AWAY,
                    TYPING,
                    SCHEDULE_SEND,
                    CANCEL_SCHEDULED_SEND,
                    READ_SCHEDULED_SENDS,
                    FRAME_NOT_SET -> request.fail(ErrorCode.INTERNAL, frame.getFrameCase() + " (expected: a read)");
        }
    }

    private void readHistory(Request request, ClientFrame frame) {
        var read = ReadHistoryRequest.newBuilder()
                .setPrincipal(request.principal())
                .setRead(frame.getReadHistory())
                .build();
        Function<ReadHistoryResponse, ServerFrame.Builder> answer = response -> switch (response.getOutcomeCase()) {
            case HISTORY -> ServerFrame.newBuilder().setHistory(response.getHistory());
            case ERROR -> error(response.getError());
            case OUTCOME_NOT_SET -> nothing();
        };
        call(request, frame.getReadHistory().getConversation(), (stub, to) -> stub.readHistory(read, to), answer);
    }

    private void sync(Request request, ClientFrame frame) {
        var sync = SyncRequest.newBuilder()
                .setPrincipal(request.principal())
                .setSync(frame.getSync())
                .build();
        Function<SyncResponse, ServerFrame.Builder> answer = response -> switch (response.getOutcomeCase()) {
            case RESULT -> ServerFrame.newBuilder().setSync(response.getResult());
            case ERROR -> error(response.getError());
            case OUTCOME_NOT_SET -> nothing();
        };
        call(request, userOf(request), (stub, to) -> stub.sync(sync, to), answer);
    }

    private void readInbox(Request request, ClientFrame frame) {
        var read = ReadInboxRequest.newBuilder()
                .setPrincipal(request.principal())
                .setRead(frame.getReadInbox())
                .build();
        Function<ReadInboxResponse, ServerFrame.Builder> answer = response -> switch (response.getOutcomeCase()) {
            case INBOX -> ServerFrame.newBuilder().setInbox(response.getInbox());
            case ERROR -> error(response.getError());
            case OUTCOME_NOT_SET -> nothing();
        };
        call(request, userOf(request), (stub, to) -> stub.readInbox(read, to), answer);
    }

    private void saveDraft(Request request, ClientFrame frame) {
        var save = SaveDraftRequest.newBuilder()
                .setPrincipal(request.principal())
                .setNode(node.id())
                .setConnection(request.connection().id())
                .setSave(frame.getSaveDraft())
                .build();
        Function<SaveDraftResponse, ServerFrame.Builder> answer = response -> switch (response.getOutcomeCase()) {
            case DRAFT -> ServerFrame.newBuilder().setSavedDraft(response.getDraft());
            case ERROR -> error(response.getError());
            case OUTCOME_NOT_SET -> nothing();
        };
        call(request, frame.getSaveDraft().getConversation(), (stub, to) -> stub.saveDraft(save, to), answer);
    }

    private void changeSettings(Request request, ClientFrame frame) {
        var change = ChangeSettingsRequest.newBuilder()
                .setPrincipal(request.principal())
                .setNode(node.id())
                .setConnection(request.connection().id())
                .setChange(frame.getChangeSettings())
                .build();
        Function<ChangeSettingsResponse, ServerFrame.Builder> answer = response -> switch (response.getOutcomeCase()) {
            case SETTINGS -> ServerFrame.newBuilder().setConversationSettings(response.getSettings());
            case ERROR -> error(response.getError());
            case OUTCOME_NOT_SET -> nothing();
        };
        call(
                request,
                frame.getChangeSettings().getConversation(),
                (stub, to) -> stub.changeSettings(change, to),
                answer);
    }

    private void hideMessages(Request request, ClientFrame frame) {
        var hide = HideMessagesRequest.newBuilder()
                .setPrincipal(request.principal())
                .setNode(node.id())
                .setConnection(request.connection().id())
                .setHide(frame.getHideMessages())
                .build();
        Function<HideMessagesResponse, ServerFrame.Builder> answer = response -> switch (response.getOutcomeCase()) {
            case HIDDEN -> ServerFrame.newBuilder().setHiddenMessages(response.getHidden());
            case ERROR -> error(response.getError());
            case OUTCOME_NOT_SET -> nothing();
        };
        call(request, frame.getHideMessages().getConversation(), (stub, to) -> stub.hideMessages(hide, to), answer);
    }

    private void searchMessages(Request request, ClientFrame frame) {
        var search = SearchMessagesRequest.newBuilder()
                .setPrincipal(request.principal())
                .setSearch(frame.getSearchMessages())
                .build();
        Function<SearchMessagesResponse, ServerFrame.Builder> answer = response -> switch (response.getOutcomeCase()) {
            case FOUND -> ServerFrame.newBuilder().setFoundMessages(response.getFound());
            case ERROR -> error(response.getError());
            case OUTCOME_NOT_SET -> nothing();
        };
        call(
                request,
                frame.getSearchMessages().getConversation(),
                (stub, to) -> stub.searchMessages(search, to),
                answer);
    }

    private void readMentions(Request request, ClientFrame frame) {
        var read = ReadMentionsRequest.newBuilder()
                .setPrincipal(request.principal())
                .setRead(frame.getReadMentions())
                .build();
        Function<ReadMentionsResponse, ServerFrame.Builder> answer = response -> switch (response.getOutcomeCase()) {
            case MENTIONS -> ServerFrame.newBuilder().setMentions(response.getMentions());
            case ERROR -> error(response.getError());
            case OUTCOME_NOT_SET -> nothing();
        };
        call(request, userOf(request), (stub, to) -> stub.readMentions(read, to), answer);
    }

    private void markRead(Request request, ClientFrame frame) {
        var mark = MarkReadRequest.newBuilder()
                .setPrincipal(request.principal())
                .setNode(node.id())
                .setConnection(request.connection().id())
                .setMark(frame.getMarkRead())
                .build();
        Function<MarkReadResponse, ServerFrame.Builder> answer = response -> switch (response.getOutcomeCase()) {
            case MARKED -> ServerFrame.newBuilder().setMarkedRead(response.getMarked());
            case ERROR -> error(response.getError());
            case OUTCOME_NOT_SET -> nothing();
        };
        call(request, frame.getMarkRead().getConversation(), (stub, to) -> stub.markRead(mark, to), answer);
    }

    private void markDelivered(Request request, ClientFrame frame) {
        var mark = MarkDeliveredRequest.newBuilder()
                .setPrincipal(request.principal())
                .setMark(frame.getMarkDelivered())
                .build();
        Function<MarkDeliveredResponse, ServerFrame.Builder> answer = response -> switch (response.getOutcomeCase()) {
            case MARKED -> ServerFrame.newBuilder().setMarkedRead(response.getMarked());
            case ERROR -> error(response.getError());
            case OUTCOME_NOT_SET -> nothing();
        };
        call(request, frame.getMarkDelivered().getConversation(), (stub, to) -> stub.markDelivered(mark, to), answer);
    }

    private <A> void call(
            Request request,
            String key,
            BiConsumer<ReadingServiceStub, StreamObserver<A>> call,
            Function<A, ServerFrame.Builder> answer) {
        var _ = calls.call(key, call)
                .whenComplete((response, failure) ->
                        request.answer(failure == null ? answer.apply(response) : ReadingCalls.failure(failure)));
    }

    private static String userOf(Request request) {
        Principal principal = request.principal();
        return principal.getUser();
    }

    private static ServerFrame.Builder error(Error error) {
        return ServerFrame.newBuilder().setError(error);
    }

    private static ServerFrame.Builder nothing() {
        return error(Error.newBuilder()
                .setCode(ErrorCode.INTERNAL)
                .setMessage("empty outcome of message-service")
                .build());
    }
}
