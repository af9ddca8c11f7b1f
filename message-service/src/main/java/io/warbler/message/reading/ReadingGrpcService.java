package io.warbler.message.reading;

import io.grpc.stub.StreamObserver;
import io.warbler.kernel.ConversationId;
import io.warbler.kernel.UserId;
import io.warbler.message.draft.DraftSaver;
import io.warbler.message.history.HistoryPage;
import io.warbler.message.history.HistoryRange;
import io.warbler.message.history.HistoryReader;
import io.warbler.message.history.MessageQuery;
import io.warbler.message.history.MessageSearch;
import io.warbler.message.history.PageSize;
import io.warbler.message.history.ReadErrors;
import io.warbler.message.history.ReadGate;
import io.warbler.message.inbox.InboxReader;
import io.warbler.message.inbox.MentionReader;
import io.warbler.message.receipt.DeliveredMarkerMover;
import io.warbler.message.receipt.ReadMarkerMover;
import io.warbler.message.schedule.ScheduledSendReader;
import io.warbler.message.schedule.SendScheduler;
import io.warbler.message.setting.MessageHider;
import io.warbler.message.setting.SettingsChanger;
import io.warbler.message.sync.SyncQuery;
import io.warbler.message.sync.SyncReader;
import io.warbler.proto.auth.v1.Principal;
import io.warbler.proto.client.v1.ConversationSettings;
import io.warbler.proto.client.v1.Error;
import io.warbler.proto.client.v1.FoundMessages;
import io.warbler.proto.client.v1.HiddenMessages;
import io.warbler.proto.client.v1.History;
import io.warbler.proto.client.v1.Inbox;
import io.warbler.proto.client.v1.MarkedRead;
import io.warbler.proto.client.v1.Mentions;
import io.warbler.proto.client.v1.ReadHistory;
import io.warbler.proto.client.v1.SavedDraft;
import io.warbler.proto.client.v1.ScheduledSend;
import io.warbler.proto.client.v1.ScheduledSends;
import io.warbler.proto.client.v1.SearchMessages;
import io.warbler.proto.client.v1.SyncResult;
import io.warbler.proto.delivery.v1.Origin;
import io.warbler.proto.message.v1.CancelScheduledSendRequest;
import io.warbler.proto.message.v1.CancelScheduledSendResponse;
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
import io.warbler.proto.message.v1.ReadScheduledSendsRequest;
import io.warbler.proto.message.v1.ReadScheduledSendsResponse;
import io.warbler.proto.message.v1.ReadingServiceGrpc;
import io.warbler.proto.message.v1.SaveDraftRequest;
import io.warbler.proto.message.v1.SaveDraftResponse;
import io.warbler.proto.message.v1.ScheduleSendRequest;
import io.warbler.proto.message.v1.ScheduleSendResponse;
import io.warbler.proto.message.v1.SearchMessagesRequest;
import io.warbler.proto.message.v1.SearchMessagesResponse;
import io.warbler.proto.message.v1.SyncRequest;
import io.warbler.proto.message.v1.SyncResponse;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.springframework.grpc.server.service.GrpcService;

/// Reads for one user at a time; the outcome or the error is in the response. Runs on virtual threads.
@GrpcService
final class ReadingGrpcService extends ReadingServiceGrpc.ReadingServiceImplBase {

    private final ReadGate gate;
    private final HistoryReader history;
    private final SyncReader sync;
    private final InboxReader inbox;
    private final MessageSearch search;
    private final DraftSaver drafts;
    private final SettingsChanger settings;
    private final MessageHider hider;
    private final SendScheduler scheduler;
    private final ScheduledSendReader scheduled;
    private final MentionReader mentions;
    private final ReadMarkerMover markers;
    private final DeliveredMarkerMover deliveredMarkers;

    // allow ParameterNumber: one reader per kind of question
    ReadingGrpcService(
            ReadGate gate,
            HistoryReader history,
            SyncReader sync,
            InboxReader inbox,
            MessageSearch search,
            DraftSaver drafts,
            SettingsChanger settings,
            MessageHider hider,
            SendScheduler scheduler,
            ScheduledSendReader scheduled,
            MentionReader mentions,
            ReadMarkerMover markers,
            DeliveredMarkerMover deliveredMarkers) {
        this.gate = gate;
        this.history = history;
        this.sync = sync;
        this.inbox = inbox;
        this.search = search;
        this.drafts = drafts;
        this.settings = settings;
        this.hider = hider;
        this.scheduler = scheduler;
        this.scheduled = scheduled;
        this.mentions = mentions;
        this.markers = markers;
        this.deliveredMarkers = deliveredMarkers;
    }

    @Override
    public void readHistory(ReadHistoryRequest request, StreamObserver<ReadHistoryResponse> response) {
        var outcome = ReadHistoryResponse.newBuilder();
        read("history", () -> outcome.setHistory(history(request)), outcome::setError);
        answer(response, outcome.build());
    }

    @Override
    public void sync(SyncRequest request, StreamObserver<SyncResponse> response) {
        var outcome = SyncResponse.newBuilder();
        read("sync", () -> outcome.setResult(synced(request)), outcome::setError);
        answer(response, outcome.build());
    }

    @Override
    public void readInbox(ReadInboxRequest request, StreamObserver<ReadInboxResponse> response) {
        var outcome = ReadInboxResponse.newBuilder();
        read("inbox", () -> outcome.setInbox(inbox(request)), outcome::setError);
        answer(response, outcome.build());
    }

    @Override
    public void saveDraft(SaveDraftRequest request, StreamObserver<SaveDraftResponse> response) {
        var outcome = SaveDraftResponse.newBuilder();
        read("draft", () -> outcome.setDraft(saved(request)), outcome::setError);
        answer(response, outcome.build());
    }

    @Override
    public void changeSettings(ChangeSettingsRequest request, StreamObserver<ChangeSettingsResponse> response) {
        var outcome = ChangeSettingsResponse.newBuilder();
        read("settings", () -> outcome.setSettings(changed(request)), outcome::setError);
        answer(response, outcome.build());
    }

    @Override
    public void hideMessages(HideMessagesRequest request, StreamObserver<HideMessagesResponse> response) {
        var outcome = HideMessagesResponse.newBuilder();
        read("hide", () -> outcome.setHidden(hidden(request)), outcome::setError);
        answer(response, outcome.build());
    }

    @Override
    public void scheduleSend(ScheduleSendRequest request, StreamObserver<ScheduleSendResponse> response) {
        var outcome = ScheduleSendResponse.newBuilder();
        read("schedule", () -> outcome.setScheduled(scheduled(request)), outcome::setError);
        answer(response, outcome.build());
    }

    @Override
    public void cancelScheduledSend(
            CancelScheduledSendRequest request, StreamObserver<CancelScheduledSendResponse> response) {
        var outcome = CancelScheduledSendResponse.newBuilder();
        read("cancel", () -> outcome.setScheduled(cancelled(request)), outcome::setError);
        answer(response, outcome.build());
    }

    @Override
    public void readScheduledSends(
            ReadScheduledSendsRequest request, StreamObserver<ReadScheduledSendsResponse> response) {
        var outcome = ReadScheduledSendsResponse.newBuilder();
        read("scheduled", () -> outcome.setScheduled(page(request)), outcome::setError);
        answer(response, outcome.build());
    }

    @Override
    public void searchMessages(SearchMessagesRequest request, StreamObserver<SearchMessagesResponse> response) {
        var outcome = SearchMessagesResponse.newBuilder();
        read("search", () -> outcome.setFound(found(request)), outcome::setError);
        answer(response, outcome.build());
    }

    @Override
    public void readMentions(ReadMentionsRequest request, StreamObserver<ReadMentionsResponse> response) {
        var outcome = ReadMentionsResponse.newBuilder();
        read("mentions", () -> outcome.setMentions(mentioned(request)), outcome::setError);
        answer(response, outcome.build());
    }

    @Override
    public void markRead(MarkReadRequest request, StreamObserver<MarkReadResponse> response) {
        var outcome = MarkReadResponse.newBuilder();
        read("mark", () -> outcome.setMarked(marked(request)), outcome::setError);
        answer(response, outcome.build());
    }

    @Override
    public void markDelivered(MarkDeliveredRequest request, StreamObserver<MarkDeliveredResponse> response) {
        var outcome = MarkDeliveredResponse.newBuilder();
        try {
            outcome.setMarked(gate.passMark(() -> delivered(request)));
        } catch (RuntimeException e) {
            outcome.setError(ReadingErrors.of(e));
        }
        answer(response, outcome.build());
    }

    private History history(ReadHistoryRequest request) {
        ReadHistory read = request.getRead();
        UserId user = ReadErrors.user(request.getPrincipal().getUser());
        ConversationId conversation = ReadErrors.conversation(read.getConversation());
        HistoryRange range = ReadErrors.valid(() -> range(read));
        int limit = PageSize.count(read.getLimit());
        HistoryPage page = history.read(user, conversation, range, limit);
        return page.toProto(conversation);
    }

    private static HistoryRange range(ReadHistory read) {
        return switch (read.getFromCase()) {
            case FROM_NOT_SET -> new HistoryRange.Newest();
            case AROUND_SEQ -> new HistoryRange.Around(read.getAroundSeq());
            case BEFORE_ORDINAL -> new HistoryRange.Before(read.getBeforeOrdinal());
            case AFTER ->
                new HistoryRange.After(read.getAfter().getSeq(), read.getAfter().getOrdinal());
        };
    }

    private SyncResult synced(SyncRequest request) {
        return sync.read(ReadErrors.user(request.getPrincipal().getUser()), SyncQuery.of(request.getSync()));
    }

    private Inbox inbox(ReadInboxRequest request) {
        UserId user = ReadErrors.user(request.getPrincipal().getUser());
        int limit = PageSize.count(request.getRead().getLimit());
        return inbox.read(
                user, request.getRead().getSection(), limit, request.getRead().getCursor());
    }

    private SavedDraft saved(SaveDraftRequest request) {
        UserId user = ReadErrors.user(request.getPrincipal().getUser());
        return drafts.save(user, request.getSave(), origin(request.getNode(), request.getConnection()));
    }

    private ConversationSettings changed(ChangeSettingsRequest request) {
        UserId user = ReadErrors.user(request.getPrincipal().getUser());
        return settings.change(user, request.getChange(), origin(request.getNode(), request.getConnection()));
    }

    private HiddenMessages hidden(HideMessagesRequest request) {
        UserId user = ReadErrors.user(request.getPrincipal().getUser());
        return hider.hide(user, request.getHide(), origin(request.getNode(), request.getConnection()));
    }

    private ScheduledSend scheduled(ScheduleSendRequest request) {
        Origin origin = origin(request.getNode(), request.getConnection());
        return scheduler.schedule(asker(request.getPrincipal(), origin), request.getSchedule());
    }

    private ScheduledSend cancelled(CancelScheduledSendRequest request) {
        Origin origin = origin(request.getNode(), request.getConnection());
        return scheduler.cancel(asker(request.getPrincipal(), origin), request.getCancel());
    }

    private static SendScheduler.Asker asker(Principal principal, Origin origin) {
        return new SendScheduler.Asker(ReadErrors.user(principal.getUser()), principal.getDevice(), origin);
    }

    private ScheduledSends page(ReadScheduledSendsRequest request) {
        UserId user = ReadErrors.user(request.getPrincipal().getUser());
        int limit = PageSize.count(request.getRead().getLimit());
        return scheduled.page(user, limit, request.getRead().getCursor());
    }

    private static Origin origin(String node, long connection) {
        return Origin.newBuilder().setNode(node).setConnection(connection).build();
    }

    private FoundMessages found(SearchMessagesRequest request) {
        UserId user = ReadErrors.user(request.getPrincipal().getUser());
        SearchMessages asked = request.getSearch();
        ConversationId conversation = ReadErrors.conversation(asked.getConversation());
        int limit = PageSize.count(asked.getLimit());
        return search.find(user, conversation, MessageQuery.of(asked), limit);
    }

    private Mentions mentioned(ReadMentionsRequest request) {
        UserId user = ReadErrors.user(request.getPrincipal().getUser());
        int limit = PageSize.count(request.getRead().getLimit());
        return mentions.read(user, limit, request.getRead().getCursor());
    }

    private MarkedRead marked(MarkReadRequest request) {
        UserId user = ReadErrors.user(request.getPrincipal().getUser());
        ConversationId conversation = ReadErrors.conversation(request.getMark().getConversation());
        long seq = seq(request.getMark().getSeq());
        var origin = origin(request.getNode(), request.getConnection());
        return markers.move(user, conversation, seq, origin).marked(conversation);
    }

    private MarkedRead delivered(MarkDeliveredRequest request) {
        UserId user = ReadErrors.user(request.getPrincipal().getUser());
        ConversationId conversation = ReadErrors.conversation(request.getMark().getConversation());
        long seq = seq(request.getMark().getSeq());
        return deliveredMarkers.move(user, conversation, seq).marked(conversation);
    }

    private static long seq(long asked) {
        if (asked < 1) {
            throw ReadErrors.fieldInvalid("seq: " + Long.toUnsignedString(asked) + " (expected: 1 or more)");
        }
        return asked;
    }

    /// Lets `read` set the outcome, or `refuse` say why there is none.
    private void read(String operation, Supplier<?> read, Consumer<Error> refuse) {
        try {
            var _ = gate.pass(operation, read);
        } catch (RuntimeException e) {
            refuse.accept(ReadingErrors.of(e));
        }
    }

    private static <T> void answer(StreamObserver<T> response, T outcome) {
        response.onNext(outcome);
        response.onCompleted();
    }
}
