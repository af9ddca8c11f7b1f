package io.warbler.sdk.peer;

import com.google.protobuf.ByteString;
import io.warbler.proto.client.v1.ChangeMessage;
import io.warbler.proto.client.v1.Error;
import io.warbler.proto.client.v1.ErrorCode;
import io.warbler.proto.client.v1.Event;
import io.warbler.proto.client.v1.EventKind;
import io.warbler.proto.client.v1.GroupChange;
import io.warbler.proto.client.v1.GroupView;
import io.warbler.proto.client.v1.Message;
import io.warbler.proto.client.v1.MessageChanged;
import io.warbler.proto.client.v1.MessageKind;
import io.warbler.proto.client.v1.SendAck;
import io.warbler.proto.client.v1.SendMessage;
import io.warbler.proto.client.v1.ServerFrame;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One conversation of the peer: its messages and events and, by outbox, the verdicts given. */
final class PeerLog {

    private final String conversation;
    private final List<Message> messages = new ArrayList<>();
    private final List<Event> events = new ArrayList<>();
    private final Map<ByteString, List<Verdict>> verdicts = new HashMap<>();

    PeerLog(String conversation) {
        this.conversation = conversation;
    }

    List<Message> messages() {
        return messages;
    }

    /** Those from a seq on that the user may read. */
    List<Message> messages(String user, long fromSeq) {
        GroupView view = view(user);
        return messages.stream()
                .filter(message -> message.getSeq() >= fromSeq && isSeen(view, message.getSeq()))
                .toList();
    }

    /** Those from a seq on that the user may read. */
    List<Event> events(String user, long fromSeq) {
        GroupView view = view(user);
        return events.stream()
                .filter(event -> event.getSeq() >= fromSeq && isSeen(view, event.getSeq()))
                .toList();
    }

    boolean isGroup() {
        return conversation.startsWith("g") || conversation.startsWith("c");
    }

    /** The last seq that the user may read; 0 when they may read nothing. */
    long lastSeq(String user) {
        GroupView view = view(user);
        if (isGroup() && view.getJoinedSeq() == 0) {
            return 0;
        }
        return view.getLeftSeq() > 0 ? view.getLeftSeq() : lastSeq();
    }

    /** The group as a user sees it. */
    GroupView view(String user) {
        return PeerGroup.view(events, user);
    }

    /** Whether the user is told of what stands at a seq. */
    boolean isTold(String user, long seq) {
        return isSeen(view(user), seq);
    }

    private boolean isSeen(GroupView view, long seq) {
        boolean hasBegun = view.getJoinedSeq() > 0 && seq >= view.getJoinedSeq();
        boolean hasEnded = view.getLeftSeq() > 0 && seq > view.getLeftSeq();
        return !isGroup() || (hasBegun && !hasEnded);
    }

    /** Changes the group. */
    Event change(String actor, GroupChange change) {
        int before = events.isEmpty() ? 0 : events.get(events.size() - 1).getMemberCount();
        return append(Event.newBuilder()
                .setActor(actor)
                .setKind(EventKind.EVENT_KIND_CHANGE)
                .setChange(change)
                .setMemberCount(PeerGroup.memberCount(before, change)));
    }

    /** A position whose event was lost. */
    Event lose() {
        return append(Event.newBuilder().setKind(EventKind.EVENT_KIND_LOST));
    }

    long lastSeq() {
        return (long) messages.size() + events.size();
    }

    private Event append(Event.Builder next) {
        long seq = lastSeq() + 1;
        Event event = next.setConversation(conversation)
                .setSeq(seq)
                .setOrdinal(messages.size())
                .setHappenedAtMs(1_800_000_000_000L + seq)
                .build();
        events.add(event);
        return event;
    }

    /** Decides a send by the rules of numbering. */
    Verdict decide(String sender, SendMessage send, @Nullable ErrorCode refusal) {
        List<Verdict> given = verdicts.computeIfAbsent(send.getOutbox(), key -> new ArrayList<>());
        long next = given.size() + 1L;
        if (send.getNumber() > next) {
            return Verdict.answer(error(ErrorCode.SEND_OUT_OF_ORDER, false).setNextNumber(next));
        }
        if (send.getNumber() < next) {
            Verdict kept = given.get((int) send.getNumber() - 1);
            return kept.clientMessageId().equals(send.getClientMessageId())
                    ? kept.repeated()
                    : Verdict.answer(error(ErrorCode.SEND_NUMBER_TAKEN, true));
        }
        Verdict verdict = refusal == null ? accept(sender, send) : refuse(send, refusal);
        given.add(verdict);
        return verdict;
    }

    /** Decides a change of a message by the rules of numbering; every one is allowed. */
    Verdict decide(String actor, ChangeMessage asked) {
        List<Verdict> given = verdicts.computeIfAbsent(asked.getOutbox(), key -> new ArrayList<>());
        long next = given.size() + 1L;
        if (asked.getNumber() > next) {
            return Verdict.answer(error(ErrorCode.SEND_OUT_OF_ORDER, false).setNextNumber(next));
        }
        if (asked.getNumber() < next) {
            return given.get((int) asked.getNumber() - 1).repeated();
        }
        Event event = append(Event.newBuilder()
                .setActor(actor)
                .setKind(EventKind.EVENT_KIND_MESSAGE_CHANGE)
                .setMessageChange(asked.getChange()));
        var changed = MessageChanged.newBuilder()
                .setConversation(conversation)
                .setSeq(event.getSeq())
                .setOrdinal(event.getOrdinal())
                .setChangedAtMs(event.getHappenedAtMs())
                .setClientMessageId(asked.getClientMessageId());
        var answer = ServerFrame.newBuilder().setMessageChanged(changed).build();
        var verdict = new Verdict(asked.getClientMessageId(), answer, null, event);
        given.add(verdict);
        return verdict;
    }

    /** Puts a message into the log, as if by another client. */
    Message append(String sender, String text) {
        return append(sender, "c" + (messages.size() + 1), text);
    }

    private Verdict accept(String sender, SendMessage send) {
        Message message =
                append(sender, send.getClientMessageId(), send.getBody().getText());
        var ack = SendAck.newBuilder()
                .setConversation(conversation)
                .setSeq(message.getSeq())
                .setOrdinal(message.getOrdinal())
                .setSentAtMs(message.getSentAtMs())
                .setClientMessageId(send.getClientMessageId());
        return new Verdict(
                send.getClientMessageId(), ServerFrame.newBuilder().setAck(ack).build(), message);
    }

    private Verdict refuse(SendMessage send, ErrorCode code) {
        var answer = ServerFrame.newBuilder().setError(error(code, true)).build();
        return new Verdict(send.getClientMessageId(), answer, null);
    }

    private Message append(String sender, String id, String text) {
        long seq = lastSeq() + 1;
        Message message = Message.newBuilder()
                .setConversation(conversation)
                .setSeq(seq)
                .setOrdinal(messages.size() + 1L)
                .setSender(sender)
                .setClientMessageId(id)
                .setSentAtMs(1_800_000_000_000L + seq)
                .setKind(MessageKind.MESSAGE_KIND_TEXT)
                .setBody(io.warbler.proto.client.v1.MessageBody.newBuilder().setText(text))
                .build();
        messages.add(message);
        return message;
    }

    private static Error.Builder error(ErrorCode code, boolean isFinal) {
        return Error.newBuilder().setCode(code).setFinal(isFinal);
    }

    /** The answer to a send or a change, and the message or event that it made, if it made one now. */
    record Verdict(
            String clientMessageId,
            ServerFrame answer,
            @Nullable Message message,
            @Nullable Event event) {

        Verdict(String clientMessageId, ServerFrame answer, @Nullable Message message) {
            this(clientMessageId, answer, message, null);
        }

        static Verdict answer(Error.Builder error) {
            return new Verdict("", ServerFrame.newBuilder().setError(error).build(), null);
        }

        Verdict repeated() {
            return new Verdict(clientMessageId, answer, null);
        }
    }
}
