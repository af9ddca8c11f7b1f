package io.warbler.sdk.peer;

import com.google.protobuf.ByteString;
import io.warbler.proto.client.v1.ConversationDelta;
import io.warbler.proto.client.v1.ConversationKind;
import io.warbler.proto.client.v1.Cursor;
import io.warbler.proto.client.v1.History;
import io.warbler.proto.client.v1.Inbox;
import io.warbler.proto.client.v1.InboxEntry;
import io.warbler.proto.client.v1.Message;
import io.warbler.proto.client.v1.ReadHistory;
import io.warbler.proto.client.v1.ServerFrame;
import io.warbler.proto.client.v1.Sync;
import io.warbler.proto.client.v1.SyncResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What the peer tells of its logs. Nobody has read anything: markers are not kept. */
final class PeerReader {

    private static final int PAGE = 20;

    private final Map<String, PeerLog> logs;

    PeerReader(Map<String, PeerLog> logs) {
        this.logs = logs;
    }

    ServerFrame.Builder history(ReadHistory request) {
        List<Message> all = log(request.getConversation()).messages();
        int limit = request.getLimit() == 0 ? 50 : request.getLimit();
        int from = request.hasAfter() ? (int) request.getAfter().getOrdinal() : Math.max(0, all.size() - limit);
        int to = Math.min(all.size(), from + limit);
        return ServerFrame.newBuilder()
                .setHistory(History.newBuilder()
                        .setConversation(request.getConversation())
                        .addAllMessages(from < to ? all.subList(from, to) : List.of())
                        .setMore(request.hasAfter() ? to < all.size() : from > 0)
                        .setLastSeq(all.size()));
    }

    /** The token lists how long each log was, in the order of their making. */
    ServerFrame.Builder sync(String user, Sync request) {
        String[] seen = request.getToken().toStringUtf8().split(",", -1);
        var result = SyncResult.newBuilder();
        var token = new ArrayList<String>();
        for (var log : logs.entrySet()) {
            int size = log.getValue().messages().size();
            int index = token.size();
            int known = index < seen.length && !seen[index].isEmpty() ? Integer.parseInt(seen[index]) : 0;
            if (size > known) {
                result.addConversations(delta(user, log.getKey(), Math.max(known, cursor(request, log.getKey()))));
            }
            token.add(String.valueOf(size));
        }
        return ServerFrame.newBuilder().setSync(result.setToken(ByteString.copyFromUtf8(String.join(",", token))));
    }

    ServerFrame.Builder inbox(String user) {
        var inbox = Inbox.newBuilder();
        logs.keySet().forEach(conversation -> inbox.addEntries(entry(user, conversation)));
        return ServerFrame.newBuilder().setInbox(inbox);
    }

    private ConversationDelta.Builder delta(String user, String conversation, int known) {
        List<Message> all = log(conversation).messages();
        int from = Math.max(known, all.size() - PAGE);
        return ConversationDelta.newBuilder()
                .setEntry(entry(user, conversation))
                .addAllMessages(from < all.size() ? all.subList(from, all.size()) : List.of())
                .setGap(from > known);
    }

    private InboxEntry.Builder entry(String user, String conversation) {
        List<Message> all = log(conversation).messages();
        List<Message> foreign = all.stream()
                .filter(message -> !message.getSender().equals(user))
                .toList();
        return InboxEntry.newBuilder()
                .setConversation(conversation)
                .setKind(ConversationKind.CONVERSATION_KIND_DIRECT)
                .setPeer(foreign.isEmpty() ? "" : foreign.get(0).getSender())
                .setLastSeq(all.size())
                .setLastOrdinal(all.size())
                .setUnreadCount(foreign.size())
                .setLastMessage(all.get(all.size() - 1));
    }

    private static int cursor(Sync request, String conversation) {
        return (int) request.getCursorsList().stream()
                .filter(cursor -> cursor.getConversation().equals(conversation))
                .mapToLong(Cursor::getSeq)
                .max()
                .orElse(0);
    }

    private PeerLog log(String conversation) {
        return logs.computeIfAbsent(conversation, PeerLog::new);
    }
}
