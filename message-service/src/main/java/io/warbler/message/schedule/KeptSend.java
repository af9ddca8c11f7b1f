package io.warbler.message.schedule;

import com.google.protobuf.ByteString;
import io.warbler.kernel.ConversationId;
import io.warbler.kernel.UserId;
import io.warbler.message.due.Due;
import io.warbler.proto.client.v1.ErrorCode;
import io.warbler.proto.client.v1.ScheduledContent;
import io.warbler.proto.client.v1.ScheduledSend;
import io.warbler.proto.client.v1.ScheduledSendState;
import io.warbler.proto.client.v1.SendMessage;
import java.util.HexFormat;

/// A scheduled send as it is stored.
///
/// @param told    as the user is told of it
/// @param version counts its changes, from 1
/// @param hint    the version that set its time; that of its hint
/// @param device  that scheduled it
/// @param digest  of what was asked for
record KeptSend(ScheduledSend told, long version, long hint, String device, ByteString digest) {

    private static final int ONLY_NUMBER = 1;

    String schedule() {
        return told.getSchedule();
    }

    /// The hint that leads to it.
    Due due(UserId user) {
        return new Due(told.getDueAtMs(), new ConversationId(told.getConversation()), schedule(), hint, user);
    }

    /// Whether a hint that does not lead to it never will: another version is there already, or none can follow.
    boolean isBeyond(Due due) {
        return version >= due.version() || isOver();
    }

    boolean isWaiting() {
        return told.getState() == ScheduledSendState.SCHEDULED_SEND_STATE_WAITING;
    }

    boolean isSent() {
        return told.getState() == ScheduledSendState.SCHEDULED_SEND_STATE_SENT;
    }

    /// Waits no more, and nothing will come of it any more.
    boolean isOver() {
        return isOver(told);
    }

    static boolean isOver(ScheduledSend told) {
        return switch (told.getState()) {
            case SCHEDULED_SEND_STATE_WAITING, SCHEDULED_SEND_STATE_SENDING -> false;
            case SCHEDULED_SEND_STATE_SENT,
                    SCHEDULED_SEND_STATE_REFUSED,
                    SCHEDULED_SEND_STATE_CANCELLED,
                    SCHEDULED_SEND_STATE_UNSPECIFIED,
                    UNRECOGNIZED -> true;
        };
    }

    /// The ordinary send that it is: the only one of an outbox that bears its name, so that sending it twice is one
    /// send.
    SendMessage numbered() {
        return numbered(schedule(), told.getContent());
    }

    static SendMessage numbered(String schedule, ScheduledContent content) {
        var send = SendMessage.newBuilder();
        switch (content.getToCase()) {
            case USER -> send.setUser(content.getUser());
            case CONVERSATION -> send.setConversation(content.getConversation());
            case TO_NOT_SET -> {}
        }
        if (content.hasBody()) {
            send.setBody(content.getBody());
        }
        if (content.hasForward()) {
            send.setForward(content.getForward());
        }
        return send.setReplyTo(content.getReplyTo())
                .setOutbox(ByteString.copyFrom(HexFormat.of().parseHex(schedule)))
                .setNumber(ONLY_NUMBER)
                .setClientMessageId(schedule)
                .build();
    }

    /// Due, and not to be changed any more.
    KeptSend sending(long atMs) {
        return changed(told.toBuilder().setState(ScheduledSendState.SCHEDULED_SEND_STATE_SENDING), atMs);
    }

    KeptSend sent(long seq, long atMs) {
        return changed(
                told.toBuilder()
                        .setState(ScheduledSendState.SCHEDULED_SEND_STATE_SENT)
                        .setSeq(seq)
                        .clearContent(),
                atMs);
    }

    /// What it says is kept, so that the user can send it again.
    KeptSend refused(ErrorCode reason, long atMs) {
        return changed(
                told.toBuilder()
                        .setState(ScheduledSendState.SCHEDULED_SEND_STATE_REFUSED)
                        .setReason(reason),
                atMs);
    }

    KeptSend cancelled(long atMs) {
        return changed(
                told.toBuilder()
                        .setState(ScheduledSendState.SCHEDULED_SEND_STATE_CANCELLED)
                        .clearReason()
                        .clearContent(),
                atMs);
    }

    /// The same in a new version: who was about to write that one has to read again.
    KeptSend again() {
        return new KeptSend(told, version + 1, hint, device, digest);
    }

    /// In the place of one whose hint is there and which itself is not: whoever was about to write it cannot any more.
    static KeptSend neverKept(Due due, long atMs) {
        var told = ScheduledSend.newBuilder()
                .setSchedule(due.id())
                .setConversation(due.conversation().value())
                .setDueAtMs(due.dueAtMs())
                .setState(ScheduledSendState.SCHEDULED_SEND_STATE_CANCELLED)
                .setUpdatedAtMs(atMs)
                .build();
        return new KeptSend(told, due.version(), due.version(), "", ByteString.EMPTY);
    }

    private KeptSend changed(ScheduledSend.Builder after, long atMs) {
        long updatedAtMs = Math.max(atMs, told.getUpdatedAtMs() + 1);
        return new KeptSend(after.setUpdatedAtMs(updatedAtMs).build(), version + 1, hint, device, digest);
    }
}
