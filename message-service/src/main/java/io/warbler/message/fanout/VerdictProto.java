package io.warbler.message.fanout;

import io.warbler.message.sequencing.Verdict;
import io.warbler.proto.client.v1.Error;
import io.warbler.proto.client.v1.ErrorCode;
import io.warbler.proto.client.v1.MessageChanged;
import io.warbler.proto.client.v1.SendAck;
import io.warbler.proto.client.v1.ServerFrame;
import io.warbler.proto.log.v1.LogRecord;
import io.warbler.proto.log.v1.Refusal;

/// A verdict in the form that clients get.
final class VerdictProto {

    private VerdictProto() {}

    /// What to tell the attempt of this record.
    static ServerFrame toFrame(LogRecord record, Verdict verdict) {
        ServerFrame frame = verdictFrame(record, verdict);
        Refusal asked = record.getRefusal();
        if (asked.getDetail().isEmpty() || frame.getError().getCode() != asked.getCode()) {
            return frame;
        }
        return frame(frame.getError().toBuilder().setMessage(asked.getDetail()));
    }

    private static ServerFrame verdictFrame(LogRecord record, Verdict verdict) {
        String conversation = record.getConversation();
        return switch (verdict) {
            case Verdict.Accepted accepted when record.hasChangeOfMessage() -> changed(conversation, accepted);
            case Verdict.Accepted accepted -> frame(conversation, accepted);
            case Verdict.Refused(var code) -> frame(error(conversation, code).setFinal(true));
            case Verdict.OutOfOrder(var next) ->
                frame(error(conversation, ErrorCode.SEND_OUT_OF_ORDER).setNextNumber(next));
        };
    }

    private static ServerFrame frame(String conversation, Verdict.Accepted accepted) {
        var ack = SendAck.newBuilder()
                .setConversation(conversation)
                .setSeq(accepted.seq())
                .setOrdinal(accepted.ordinal())
                .setSentAtMs(accepted.sentAtMs())
                .setClientMessageId(accepted.clientMessageId());
        return ServerFrame.newBuilder().setAck(ack).build();
    }

    private static ServerFrame changed(String conversation, Verdict.Accepted accepted) {
        var changed = MessageChanged.newBuilder()
                .setConversation(conversation)
                .setSeq(accepted.seq())
                .setOrdinal(accepted.ordinal())
                .setChangedAtMs(accepted.sentAtMs())
                .setClientMessageId(accepted.clientMessageId());
        return ServerFrame.newBuilder().setMessageChanged(changed).build();
    }

    private static ServerFrame frame(Error.Builder error) {
        return ServerFrame.newBuilder().setError(error).build();
    }

    private static Error.Builder error(String conversation, ErrorCode code) {
        return Error.newBuilder().setConversation(conversation).setCode(code).setMessage(text(code));
    }

    /// What was wrong and what to do, for the developer of the client.
    // allow MethodLength: one line per code
    private static String text(ErrorCode code) {
        return switch (code) {
            case DIRECT_NOT_ALLOWED -> "not friends, or one has blocked the other; become friends first";
            case SEND_NUMBER_TAKEN ->
                "the number belongs to another client message id of this outbox; use the next number";
            case CLIENT_MESSAGE_ID_REUSED -> "the client message id was used with other content; make a new id";
            case SEND_ALREADY_ANSWERED -> "the number was answered long ago; read the history to see its outcome";
            case SEND_OUT_OF_ORDER -> "the number leaves a gap; go back to next_number with the same numbers and ids";
            case SEND_WITHDRAWN -> "the send was withdrawn by its sender";
            case SEND_POISON -> "the record had to be skipped by an operator; send it again under a new number";
            case BODY_TOO_LARGE -> "the body is larger than 65536 bytes; split it";
            case BODY_EMPTY -> "the body has no content; set one, for example text";
            case FIELD_INVALID -> "a field of the content is missing or out of its range";
            case REPLY_TARGET_UNKNOWN -> "the message to answer does not exist or the sender cannot read it";
            case FORWARD_SOURCE_UNKNOWN -> "a message to forward does not exist or the sender cannot read it";
            case BUNDLE_NESTED -> "a bundle cannot go into a bundle; forward it by itself";
            case CONVERSATION_UNKNOWN -> "no such conversation of this user";
            case GROUP_FORBIDDEN -> "the user's role or the group's settings do not allow it";
            case MEMBER_NOT_FRIEND -> "only friends can be added; become friends first";
            case MEMBER_MUTED -> "the user may not send in this group for the time being";
            case GROUP_FULL -> "the group would have too many members";
            case GROUP_DISSOLVED -> "the group was dissolved";
            case GROUP_EXISTS -> "a group of this id exists; use a new key";
            case SLOW_MODE -> "slow mode: send later, under the next number";
            case MEMBER_BANNED -> "the user is banned; end the ban first";
            case MEMBER_UNKNOWN -> "the user is no member of the group";
            case GROUP_UNCHANGED -> "it is so already";
            case GROUP_OWNER_BOUND -> "the owner cannot leave; transfer or dissolve the group first";
            case REACTION_INVALID -> "a reaction is 1 to 64 bytes without spaces and control characters";
            case MESSAGE_CHANGE_INVALID -> "set target_seq and one kind of change";
            case MESSAGE_UNKNOWN -> "no message at target_seq that the user may see";
            case MESSAGE_DELETED -> "the message is deleted and cannot be changed any more";
            case MESSAGE_NOT_EDITABLE -> "only the text of one's own words can be edited";
            case MESSAGE_NOT_OWN -> "the message is another user's";
            case MESSAGE_CHANGE_TOO_LATE -> "the time in which the sender could do this is over";
            case MESSAGE_UNCHANGED -> "it is so already";
            case EDIT_LIMIT_REACHED -> "the message was edited as often as it may be";
            case REACTION_LIMIT_REACHED -> "no more reactions of this user, or of other kinds, to this message";
            case PIN_LIMIT_REACHED -> "unpin another message first";
            case JOIN_ANSWER_MISSING -> "the group asks a question; answer it";
            case INVITE_UNKNOWN -> "the group has no such invite, or has it no more";
            case INVITE_EXPIRED -> "the invite was good until an earlier time; ask for another one";
            case INVITE_USED_UP -> "as many joined or asked by the invite as it was good for; ask for another one";
            case INVITE_LIMIT_REACHED -> "revoke another invite first";
            case GROUP_CLOSED -> "the group lets nobody in by an invite";
            case JOIN_REQUEST_LIMIT_REACHED -> "as many wait to be let in as may wait; try later with another key";
            case JOIN_REQUEST_UNKNOWN -> "the user has no request that waits";
            case JOIN_REQUEST_OPEN -> "the user's request waits already";
            case JOIN_QUESTION_MISSING -> "set joinQuestion together with the policy";
            case MESSAGE_NOT_A_POLL -> "the message is no poll";
            case POLL_VOTE_INVALID -> "places of options, from 0, rising; one unless the poll takes several";
            case POLL_CLOSED -> "the poll is closed";
            case POLL_FULL -> "as many have voted as a poll takes";
            default -> "refused";
        };
    }
}
