package io.warbler.sdk;

import com.google.protobuf.ByteString;
import io.warbler.proto.client.v1.ClientFrame;
import io.warbler.proto.client.v1.Cursor;
import io.warbler.proto.client.v1.Error;
import io.warbler.proto.client.v1.ForwardedFrom;
import io.warbler.proto.client.v1.FoundMessages;
import io.warbler.proto.client.v1.History;
import io.warbler.proto.client.v1.Inbox;
import io.warbler.proto.client.v1.MarkDelivered;
import io.warbler.proto.client.v1.MarkRead;
import io.warbler.proto.client.v1.Mentions;
import io.warbler.proto.client.v1.MessageBody;
import io.warbler.proto.client.v1.MessageKind;
import io.warbler.proto.client.v1.PresenceList;
import io.warbler.proto.client.v1.PresenceState;
import io.warbler.proto.client.v1.ReadHistory;
import io.warbler.proto.client.v1.ReplyPreview;
import io.warbler.proto.client.v1.SendAck;
import io.warbler.proto.client.v1.SendTyping;
import io.warbler.proto.client.v1.SetAway;
import io.warbler.proto.client.v1.Sync;
import io.warbler.proto.client.v1.WatchPresence;
import io.warbler.sdk.group.GroupProtos;
import io.warbler.sdk.rest.WarblerApiException;
import io.warbler.sdk.store.OutboxSend;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Collection;
import java.util.List;

/** Between the wire and the values of this package. */
final class Frames {

    private Frames() {}

    static Message fromProto(io.warbler.proto.client.v1.Message message) {
        return new Message(
                message.getConversation(),
                message.getSeq(),
                message.getOrdinal(),
                message.getSender(),
                message.getClientMessageId(),
                Instant.ofEpochMilli(message.getSentAtMs()),
                kind(message),
                ContentProtos.fromProto(message.getBody()),
                message.hasReply() ? answered(message.getReply()) : null,
                message.hasForwardedFrom() ? origin(message.getForwardedFrom()) : null,
                message.hasChanges() ? MessageChangeFrames.fromProto(message.getChanges()) : MessageChanges.NONE);
    }

    private static Message.Answered answered(ReplyPreview reply) {
        return new Message.Answered(reply.getSeq(), reply.getSender(), reply.getText(), reply.getDeleted());
    }

    private static Message.Origin origin(ForwardedFrom origin) {
        return new Message.Origin(origin.getSender(), Instant.ofEpochMilli(origin.getSentAtMs()));
    }

    static SavedDraft fromProto(io.warbler.proto.client.v1.SavedDraft draft) {
        return new SavedDraft(
                draft.getConversation(),
                draft.getText(),
                draft.getReplyTo(),
                Instant.ofEpochMilli(draft.getUpdatedAtMs()));
    }

    static FoundPage fromProto(FoundMessages found) {
        var messages = found.getMessagesList().stream().map(Frames::fromProto).toList();
        return new FoundPage(messages, found.getNextBeforeOrdinal());
    }

    static MentionPage fromProto(Mentions mentions) {
        var messages =
                mentions.getMessagesList().stream().map(Frames::fromProto).toList();
        return new MentionPage(messages, toText(mentions.getNext()));
    }

    /** The user's own message, as its ack places it. */
    static Message accepted(OutboxSend send, SendAck ack, String self) {
        return new Message(
                send.conversation(),
                ack.getSeq(),
                ack.getOrdinal(),
                self,
                send.clientMessageId(),
                Instant.ofEpochMilli(ack.getSentAtMs()),
                kind(send.body()),
                ContentProtos.fromProto(send.body()),
                null,
                null,
                MessageChanges.NONE);
    }

    static InboxEntry fromProto(io.warbler.proto.client.v1.InboxEntry entry) {
        return new InboxEntry(
                entry.getConversation(),
                entry.getPeer(),
                entry.getLastSeq(),
                entry.hasLastMessage() ? fromProto(entry.getLastMessage()) : null,
                entry.getUnreadCount(),
                entry.getReadSeq(),
                entry.getPeerReadSeq(),
                entry.hasGroup() ? GroupProtos.fromProto(entry.getGroup()) : null,
                entry.getUnreadMentionCount(),
                SettingsFrames.fromProto(entry.getSettings()),
                new InboxEntry.Delivered(entry.getDeliveredSeq(), entry.getPeerDeliveredSeq()));
    }

    static InboxPage fromProto(Inbox inbox) {
        var entries = inbox.getEntriesList().stream().map(Frames::fromProto).toList();
        return new InboxPage(entries, toText(inbox.getNext()));
    }

    static HistoryPage fromProto(History history) {
        var messages = history.getMessagesList().stream().map(Frames::fromProto).toList();
        var events = history.getEventsList().stream()
                .map(Place::of)
                .map(Place::entry)
                .filter(Event.class::isInstance)
                .map(Event.class::cast)
                .toList();
        return new HistoryPage(messages, events, history.getMore(), history.getLastSeq());
    }

    static List<Presence> fromProto(PresenceList list) {
        return list.getPresencesList().stream().map(Frames::fromProto).toList();
    }

    static WarblerApiException fromProto(Error error) {
        Duration retryAfter = error.getRetryAfterMs() == 0 ? null : Duration.ofMillis(error.getRetryAfterMs());
        return new WarblerApiException(error.getCode().name(), error.getMessage(), 0, retryAfter);
    }

    static ClientFrame.Builder historyAfter(String conversation, long seq, long ordinal) {
        var cursor =
                Cursor.newBuilder().setConversation(conversation).setSeq(seq).setOrdinal(ordinal);
        return ClientFrame.newBuilder()
                .setReadHistory(ReadHistory.newBuilder()
                        .setConversation(conversation)
                        .setAfter(cursor)
                        .setLimit(100));
    }

    static ClientFrame.Builder sync(String token, List<Cursor> cursors) {
        return ClientFrame.newBuilder()
                .setSync(Sync.newBuilder().setToken(toBytes(token)).addAllCursors(cursors));
    }

    static ClientFrame.Builder watch(Collection<String> users) {
        return ClientFrame.newBuilder()
                .setWatchPresence(WatchPresence.newBuilder().addAllUsers(users));
    }

    static ClientFrame.Builder setAway(boolean away) {
        return ClientFrame.newBuilder().setSetAway(SetAway.newBuilder().setAway(away));
    }

    static ClientFrame.Builder typing(SendTyping typing) {
        return ClientFrame.newBuilder().setTyping(typing);
    }

    static ClientFrame.Builder markRead(String conversation, long seq) {
        return ClientFrame.newBuilder()
                .setMarkRead(MarkRead.newBuilder().setConversation(conversation).setSeq(seq));
    }

    static ClientFrame.Builder markDelivered(String conversation, long seq) {
        return ClientFrame.newBuilder()
                .setMarkDelivered(
                        MarkDelivered.newBuilder().setConversation(conversation).setSeq(seq));
    }

    static String toText(ByteString opaque) {
        return Base64.getEncoder().encodeToString(opaque.toByteArray());
    }

    static ByteString toBytes(String opaque) {
        return ByteString.copyFrom(Base64.getDecoder().decode(opaque));
    }

    private static Message.Kind kind(io.warbler.proto.client.v1.Message message) {
        if (message.getHidden()) {
            return Message.Kind.HIDDEN;
        }
        if (message.getKind() == MessageKind.MESSAGE_KIND_LOST) {
            return Message.Kind.LOST;
        }
        return message.getChanges().hasDeletion() ? kind(message.getKind()) : kind(message.getBody());
    }

    /** Of what has no body any more. */
    private static Message.Kind kind(MessageKind kind) {
        return switch (kind) {
            case MESSAGE_KIND_TEXT -> Message.Kind.TEXT;
            case MESSAGE_KIND_LOST -> Message.Kind.LOST;
            case MESSAGE_KIND_IMAGE -> Message.Kind.IMAGE;
            case MESSAGE_KIND_VIDEO -> Message.Kind.VIDEO;
            case MESSAGE_KIND_FILE -> Message.Kind.FILE;
            case MESSAGE_KIND_VOICE -> Message.Kind.VOICE;
            case MESSAGE_KIND_LOCATION -> Message.Kind.LOCATION;
            case MESSAGE_KIND_CONTACT -> Message.Kind.CONTACT;
            case MESSAGE_KIND_CUSTOM -> Message.Kind.CUSTOM;
            case MESSAGE_KIND_BUNDLE -> Message.Kind.BUNDLE;
            case MESSAGE_KIND_POLL -> Message.Kind.POLL;
            case MESSAGE_KIND_UNSPECIFIED, UNRECOGNIZED -> Message.Kind.UNKNOWN;
        };
    }

    private static Message.Kind kind(MessageBody body) {
        return switch (body.getContentCase()) {
            case TEXT -> Message.Kind.TEXT;
            case IMAGE -> Message.Kind.IMAGE;
            case VIDEO -> Message.Kind.VIDEO;
            case FILE -> Message.Kind.FILE;
            case VOICE -> Message.Kind.VOICE;
            case LOCATION -> Message.Kind.LOCATION;
            case CONTACT -> Message.Kind.CONTACT;
            case CUSTOM -> Message.Kind.CUSTOM;
            case BUNDLE -> Message.Kind.BUNDLE;
            case POLL -> Message.Kind.POLL;
            case CONTENT_NOT_SET -> Message.Kind.UNKNOWN;
        };
    }

    /** A state that this version does not know says that the user is connected. */
    private static Presence.State state(PresenceState state) {
        return switch (state) {
            case PRESENCE_STATE_OFFLINE, PRESENCE_STATE_UNSPECIFIED -> Presence.State.OFFLINE;
            case PRESENCE_STATE_AWAY -> Presence.State.AWAY;
            case PRESENCE_STATE_ONLINE, UNRECOGNIZED -> Presence.State.ONLINE;
        };
    }

    private static Presence fromProto(io.warbler.proto.client.v1.Presence presence) {
        long lastSeen = presence.getLastSeenAtMs();
        return new Presence(
                presence.getUser(), state(presence.getState()), lastSeen == 0 ? null : Instant.ofEpochMilli(lastSeen));
    }
}
