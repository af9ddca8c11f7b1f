package io.warbler.message.edge;

import com.google.protobuf.ByteString;
import io.warbler.kernel.ConversationId;
import io.warbler.kernel.UserId;
import io.warbler.proto.client.v1.ChangeSettings;
import io.warbler.proto.client.v1.Cursor;
import io.warbler.proto.client.v1.Message;
import io.warbler.proto.client.v1.ReadHistory;
import io.warbler.proto.client.v1.ReadInbox;
import io.warbler.proto.client.v1.Sync;
import io.warbler.proto.message.v1.ChangeSettingsRequest;
import io.warbler.proto.message.v1.ChangeSettingsResponse;
import io.warbler.proto.message.v1.MarkDeliveredRequest;
import io.warbler.proto.message.v1.MarkDeliveredResponse;
import io.warbler.proto.message.v1.MarkReadRequest;
import io.warbler.proto.message.v1.MarkReadResponse;
import io.warbler.proto.message.v1.ReadHistoryRequest;
import io.warbler.proto.message.v1.ReadHistoryResponse;
import io.warbler.proto.message.v1.ReadInboxRequest;
import io.warbler.proto.message.v1.ReadInboxResponse;
import io.warbler.proto.message.v1.ReadingServiceGrpc;
import io.warbler.proto.message.v1.ReadingServiceGrpc.ReadingServiceBlockingStub;
import io.warbler.proto.message.v1.SyncRequest;
import io.warbler.proto.message.v1.SyncResponse;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// One user's reads through the real door.
public final class Reading {

    private final EdgeHarness harness;
    private final UserId user;

    public Reading(EdgeHarness harness, UserId user) {
        this.harness = harness;
        this.user = user;
    }

    public ReadHistoryResponse newest(ConversationId conversation, int limit) {
        return history(
                ReadHistory.newBuilder().setConversation(conversation.value()).setLimit(limit));
    }

    public ReadHistoryResponse before(ConversationId conversation, long ordinal, int limit) {
        return history(ReadHistory.newBuilder()
                .setConversation(conversation.value())
                .setBeforeOrdinal(ordinal)
                .setLimit(limit));
    }

    public ReadHistoryResponse after(ConversationId conversation, long seq, int limit) {
        return history(ReadHistory.newBuilder()
                .setConversation(conversation.value())
                .setAfter(cursor(conversation, seq))
                .setLimit(limit));
    }

    public ReadHistoryResponse history(ReadHistory.Builder read) {
        return stub().readHistory(ReadHistoryRequest.newBuilder()
                .setPrincipal(EdgeHarness.principal(user))
                .setRead(read)
                .build());
    }

    public SyncResponse sync(ByteString token, Cursor... cursors) {
        return sync(Sync.newBuilder().setToken(token).addAllCursors(List.of(cursors)));
    }

    public SyncResponse sync(Sync.Builder sync) {
        return stub().sync(SyncRequest.newBuilder()
                .setPrincipal(EdgeHarness.principal(user))
                .setSync(sync)
                .build());
    }

    public ReadInboxResponse inbox(int limit, ByteString cursor) {
        return inbox(ReadInbox.newBuilder().setLimit(limit).setCursor(cursor));
    }

    public ReadInboxResponse inbox(ReadInbox.Builder read) {
        return stub().readInbox(ReadInboxRequest.newBuilder()
                .setPrincipal(EdgeHarness.principal(user))
                .setRead(read)
                .build());
    }

    public ChangeSettingsResponse set(ConversationId conversation, ChangeSettings.Builder change) {
        return stub().changeSettings(ChangeSettingsRequest.newBuilder()
                .setPrincipal(EdgeHarness.principal(user))
                .setNode("gateway-1")
                .setConnection(9)
                .setChange(change.setConversation(conversation.value()))
                .build());
    }

    public MarkReadResponse mark(ConversationId conversation, long seq) {
        var request = MarkReadRequest.newBuilder()
                .setPrincipal(EdgeHarness.principal(user))
                .setNode("gateway-1")
                .setConnection(9);
        request.getMarkBuilder().setConversation(conversation.value()).setSeq(seq);
        return stub().markRead(request.build());
    }

    public MarkDeliveredResponse markDelivered(ConversationId conversation, long seq) {
        var request = MarkDeliveredRequest.newBuilder().setPrincipal(EdgeHarness.principal(user));
        request.getMarkBuilder().setConversation(conversation.value()).setSeq(seq);
        return stub().markDelivered(request.build());
    }

    public static Cursor cursor(ConversationId conversation, long seq) {
        return Cursor.newBuilder()
                .setConversation(conversation.value())
                .setSeq(seq)
                .setOrdinal(seq)
                .build();
    }

    public static List<Long> ordinals(List<Message> messages) {
        return messages.stream().map(Message::getOrdinal).toList();
    }

    private ReadingServiceBlockingStub stub() {
        return ReadingServiceGrpc.newBlockingStub(harness.channel()).withDeadlineAfter(20, TimeUnit.SECONDS);
    }
}
