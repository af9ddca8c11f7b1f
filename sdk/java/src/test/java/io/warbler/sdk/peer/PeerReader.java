package io.warbler.sdk.peer;

import com.google.protobuf.ByteString;
import io.warbler.proto.client.v1.ConversationDelta;
import io.warbler.proto.client.v1.ConversationKind;
import io.warbler.proto.client.v1.Cursor;
import io.warbler.proto.client.v1.Event;
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

/**
 * What the peer tells of its logs. Nobody has read anything: markers are not kept. Members of a group read from the event
 * that made them members to the one that ended it.
 */
final class PeerReader {

    private static final int PAGE = 20;

    private final Map<String, PeerLog> logs;

    PeerReader(Map<String, PeerLog> logs) {
        this.logs = logs;
    }

    ServerFrame.Builder history(String user, ReadHistory request) {
        PeerLog log = log(request.getConversation());
        List<Message> all = log.messages(user, 1);
        int limit = request.getLimit() == 0 ? 50 : request.getLimit();
        List<Message> page = all;
        long firstSeq = 1;
        if (request.hasAfter()) {
            long held = request.getAfter().getOrdinal();
            page = all.stream()
                    .filter(message -> message.getOrdinal() > held)
                    .limit(limit)
                    .toList();
            firstSeq = request.getAfter().getSeq() + 1;
        } else if (all.size() > limit) {
            page = all.subList(all.size() - limit, all.size());
            firstSeq = page.get(0).getSeq();
        }
        boolean more = request.hasAfter() ? !page.isEmpty() && last(page) < last(all) : page.size() < all.size();
        return ServerFrame.newBuilder()
                .setHistory(History.newBuilder()
                        .setConversation(request.getConversation())
                        .addAllMessages(page)
                        .addAllEvents(
                                request.hasAfter() && more
                                        ? eventsUpTo(log, user, firstSeq, page)
                                        : log.events(user, firstSeq))
                        .setMore(more)
                        .setLastSeq(log.lastSeq(user)));
    }

    /** The token lists how long each log was, in the order of their making. */
    ServerFrame.Builder sync(String user, Sync request) {
        String[] seen = request.getToken().toStringUtf8().split(",", -1);
        var result = SyncResult.newBuilder();
        var token = new ArrayList<String>();
        for (var log : logs.entrySet()) {
            long last = log.getValue().lastSeq(user);
            int index = token.size();
            long known = index < seen.length && !seen[index].isEmpty() ? Long.parseLong(seen[index]) : 0;
            if (last > known) {
                result.addConversations(delta(user, log.getKey(), Math.max(known, cursor(request, log.getKey()))));
            }
            token.add(String.valueOf(last));
        }
        return ServerFrame.newBuilder().setSync(result.setToken(ByteString.copyFromUtf8(String.join(",", token))));
    }

    ServerFrame.Builder inbox(String user) {
        var inbox = Inbox.newBuilder();
        logs.forEach((conversation, log) -> {
            if (log.lastSeq(user) > 0) {
                inbox.addEntries(entry(user, conversation));
            }
        });
        return ServerFrame.newBuilder().setInbox(inbox);
    }

    private ConversationDelta.Builder delta(String user, String conversation, long known) {
        PeerLog log = log(conversation);
        List<Message> lacked = log.messages(user, known + 1);
        boolean gap = lacked.size() > PAGE;
        List<Message> newest = gap ? lacked.subList(lacked.size() - PAGE, lacked.size()) : lacked;
        return ConversationDelta.newBuilder()
                .setEntry(entry(user, conversation))
                .addAllMessages(newest)
                .addAllEvents(log.events(user, gap ? newest.get(0).getSeq() : known + 1))
                .setGap(gap);
    }

    private InboxEntry.Builder entry(String user, String conversation) {
        PeerLog log = log(conversation);
        List<Message> all = log.messages(user, 1);
        List<Message> foreign = all.stream()
                .filter(message -> !message.getSender().equals(user))
                .toList();
        var entry = InboxEntry.newBuilder()
                .setConversation(conversation)
                .setLastSeq(log.lastSeq(user))
                .setUnreadCount(foreign.size());
        if (!all.isEmpty()) {
            Message last = all.get(all.size() - 1);
            entry.setLastOrdinal(last.getOrdinal()).setLastMessage(last);
        }
        return log.isGroup()
                ? entry.setKind(ConversationKind.CONVERSATION_KIND_GROUP).setGroup(log.view(user))
                : entry.setKind(ConversationKind.CONVERSATION_KIND_DIRECT)
                        .setPeer(foreign.isEmpty() ? "" : foreign.get(0).getSender());
    }

    /** Those up to the message that follows the page. */
    private static List<Event> eventsUpTo(PeerLog log, String user, long firstSeq, List<Message> page) {
        long next = log.messages(user, page.get(page.size() - 1).getSeq() + 1)
                .get(0)
                .getSeq();
        return log.events(user, firstSeq).stream()
                .filter(event -> event.getSeq() < next)
                .toList();
    }

    private static long last(List<Message> messages) {
        return messages.get(messages.size() - 1).getSeq();
    }

    private static long cursor(Sync request, String conversation) {
        return request.getCursorsList().stream()
                .filter(cursor -> cursor.getConversation().equals(conversation))
                .mapToLong(Cursor::getSeq)
                .max()
                .orElse(0);
    }

    private PeerLog log(String conversation) {
        return logs.computeIfAbsent(conversation, PeerLog::new);
    }
}
