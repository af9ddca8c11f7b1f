package io.warbler.sdk;

import com.google.protobuf.ByteString;
import io.warbler.proto.client.v1.ClientFrame;
import io.warbler.proto.client.v1.Error;
import io.warbler.proto.client.v1.ErrorCode;
import io.warbler.proto.client.v1.MessageChanged;
import io.warbler.proto.client.v1.SendAck;
import io.warbler.proto.client.v1.ServerFrame;
import io.warbler.sdk.rest.WarblerApiException;
import io.warbler.sdk.store.OutboxContents;
import io.warbler.sdk.store.OutboxSend;
import io.warbler.sdk.store.OutboxStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Sends until there is a verdict. A send is durable before its first attempt, keeps its number and id through all
 * attempts, and its future completes with the verdict only. Belongs to the loop.
 */
final class Outbox {

    /** How many sends of one conversation may wait. */
    static final int MOST_WAITING = 10_000;

    /** Longer than the 15 s within which the server answers. */
    private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(20);

    private final SerialLoop loop;
    private final OutboxStore store;
    private final Callbacks callbacks;
    private final Link.Pace pace;
    private final SendEvents events;
    private final Map<String, SendLane> lanes = new LinkedHashMap<>();
    private final Window window = new Window();
    private final String outbox;
    private @Nullable Connection connection;

    Outbox(SerialLoop loop, OutboxStore store, Callbacks callbacks, Link.Pace pace, SendEvents events) {
        this.loop = loop;
        this.store = store;
        this.callbacks = callbacks;
        this.pace = pace;
        this.events = events;
        OutboxContents kept = store.load();
        this.outbox = kept.outbox();
        kept.lanes().forEach((conversation, lane) -> lanes.put(conversation, new SendLane(conversation, lane)));
    }

    /** Takes new sends, in order; durable when it returns. */
    void add(List<Draft> drafts) {
        var added = new ArrayList<PendingSend>();
        for (Draft draft : drafts) {
            SendLane lane = lanes.computeIfAbsent(draft.conversation(), key -> new SendLane(key, outbox));
            if (lane.size() < MOST_WAITING) {
                var pending = new PendingSend(draft.numbered(lane.outbox(), lane.nextNumber()), draft.result());
                lane.add(pending);
                added.add(pending);
            } else {
                var refusal = new WarblerApiException("OUTBOX_FULL", MOST_WAITING + " sends wait", 0, null);
                callbacks.fail(draft.result(), refusal);
            }
        }
        store.append(added.stream().map(PendingSend::send).toList());
        pump();
    }

    void online(Connection live) {
        connection = live;
        lanes.values().forEach(SendLane::rewind);
        pump();
    }

    void offline() {
        connection = null;
    }

    /** The client ends: nobody will hear the verdicts in this run. */
    void end() {
        var closed = WarblerApiException.noAnswer("the client was closed; the send stays in the outbox", null);
        lanes.values().forEach(lane -> lane.unanswered().forEach(send -> callbacks.fail(send.result(), closed)));
        store.close();
    }

    int unansweredCount() {
        return lanes.values().stream().mapToInt(SendLane::size).sum();
    }

    /** Sends what may be sent, one of each lane in turn. */
    private void pump() {
        boolean progress = true;
        while (progress) {
            progress = false;
            for (SendLane lane : lanes.values()) {
                progress |= sendNext(lane);
            }
        }
    }

    private boolean sendNext(SendLane lane) {
        Connection live = connection;
        PendingSend next = live == null || !window.isOpen() ? null : lane.next();
        if (live == null || next == null) {
            return false;
        }
        lane.sent(next);
        window.sent();
        live.request(frame(next.send()), ANSWER_TIMEOUT, new Reply() {
            @Override
            public void onAnswer(ServerFrame answer) {
                window.answered();
                lane.answered(next);
                judge(lane, next, answer);
                resumeWhenQuiet(lane);
                pump();
            }

            @Override
            public void onNoAnswer(String reason) {
                window.answered();
                lane.unheard(next);
                fail(lane, Duration.ZERO);
                resumeWhenQuiet(lane);
            }
        });
        return true;
    }

    private void judge(SendLane lane, PendingSend send, ServerFrame answer) {
        if (answer.hasAck()) {
            window.accepted();
            accepted(lane, send, answer.getAck());
            return;
        }
        if (answer.hasMessageChanged()) {
            window.accepted();
            changed(lane, send, answer.getMessageChanged());
            return;
        }
        Error error = answer.getError();
        switch (Attempt.of(error)) {
            case REFUSED -> refused(lane, send, error);
            case OUT_OF_ORDER -> outOfOrder(lane, error);
            case UNKNOWN -> {
                lane.unheard(send);
                fail(lane, Duration.ofMillis(error.getRetryAfterMs()));
            }
            case HOPELESS -> hopeless(lane, send, error);
            case AGAIN -> {
                if (error.getCode() == ErrorCode.RATE_LIMITED || error.getCode() == ErrorCode.TOO_MANY_PENDING) {
                    window.tooMuch();
                }
                fail(lane, Duration.ofMillis(error.getRetryAfterMs()));
            }
        }
    }

    private void accepted(SendLane lane, PendingSend send, SendAck ack) {
        lane.finish(send);
        store.answered(send.send());
        events.onAccepted(send.send(), ack);
        var sentAt = Instant.ofEpochMilli(ack.getSentAtMs());
        complete(send, new SendResult.Accepted(ack.getConversation(), ack.getSeq(), ack.getOrdinal(), sentAt));
    }

    private void changed(SendLane lane, PendingSend send, MessageChanged changed) {
        lane.finish(send);
        store.answered(send.send());
        events.onChanged(changed, Objects.requireNonNull(send.send().change(), "change"));
        var changedAt = Instant.ofEpochMilli(changed.getChangedAtMs());
        complete(
                send,
                new SendResult.Accepted(changed.getConversation(), changed.getSeq(), changed.getOrdinal(), changedAt));
    }

    private void refused(SendLane lane, PendingSend send, Error error) {
        lane.finish(send);
        store.answered(send.send());
        complete(send, new SendResult.Refused(error.getCode().name(), error.getMessage()));
    }

    /**
     * Nothing was consumed. The user may be told only if no attempt at this or an earlier send can be in the log; the
     * sends behind it then go on under a new outbox id, because its number was never used.
     */
    private void hopeless(SendLane lane, PendingSend send, Error error) {
        if (send.mayBeLogged() || !lane.isLowest(send)) {
            fail(lane, Duration.ZERO);
            return;
        }
        lane.finish(send);
        lane.restartLater();
        lane.settle(Duration.ZERO);
        complete(send, new SendResult.Refused(error.getCode().name(), error.getMessage()));
    }

    /** Goes back at once the first time, with back-off when that did not help. */
    private void outOfOrder(SendLane lane, Error error) {
        if (lane.isBeyond(error.getNextNumber())) {
            lane.restartLater();
        }
        if (!lane.isSettling()) {
            int before = lane.countFailure();
            lane.settle(before == 0 ? Duration.ZERO : pace.delay(before));
        }
    }

    private void fail(SendLane lane, Duration atLeast) {
        Duration delay = lane.isSettling() ? Duration.ZERO : pace.delay(lane.countFailure());
        lane.settle(delay.compareTo(atLeast) < 0 ? atLeast : delay);
    }

    /** Once nothing is in flight, goes back after the pause. */
    private void resumeWhenQuiet(SendLane lane) {
        if (!lane.isSettling() || !lane.isQuiet()) {
            return;
        }
        if (lane.isRestarting()) {
            store.restart(lane.conversation(), lane.restart());
        }
        int ticket = lane.drawTicket();
        loop.schedule(lane.pause(), () -> {
            lane.resume(ticket);
            pump();
        });
    }

    private void complete(PendingSend send, SendResult result) {
        OutboxSend done = send.send();
        callbacks.complete(send.result(), result);
        callbacks.tell(listener -> listener.onSendResult(done.conversation(), done.clientMessageId(), result));
    }

    private static ClientFrame.Builder frame(OutboxSend send) {
        if (send.change() != null) {
            return MessageChangeFrames.frame(send, send.change());
        }
        var message = send.content().toBuilder()
                .setOutbox(ByteString.copyFrom(HexFormat.of().parseHex(send.outbox())))
                .setNumber(send.number())
                .setClientMessageId(send.clientMessageId());
        if (send.user() != null) {
            message.setUser(send.user());
        } else {
            message.setConversation(send.conversation());
        }
        return ClientFrame.newBuilder().setSend(message);
    }
}
