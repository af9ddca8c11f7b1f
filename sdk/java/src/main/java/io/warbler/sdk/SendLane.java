package io.warbler.sdk;

import io.warbler.proto.Limits;
import io.warbler.sdk.store.OutboxIds;
import io.warbler.sdk.store.OutboxLane;
import io.warbler.sdk.store.OutboxSend;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The sends of one conversation: numbered without gaps, sent in order, at most 64 numbers ahead of the lowest that has
 * no verdict. When an attempt fails, nothing more is sent until all attempts in flight are answered; then everything
 * without a verdict goes again from the lowest number, with the same numbers and ids.
 */
final class SendLane {

    private final String conversation;
    private final TreeMap<Long, PendingSend> unanswered = new TreeMap<>();
    private String outbox;
    private long lastNumber;
    private long nextToSend = 1;
    private int inFlight;
    private int failures;
    private boolean settling;
    private boolean restarting;
    private Duration pause = Duration.ZERO;
    private int ticket;

    SendLane(String conversation, String outbox) {
        this.conversation = conversation;
        this.outbox = outbox;
    }

    /** Takes over what an earlier run left. */
    SendLane(String conversation, OutboxLane kept) {
        this(conversation, kept.outbox());
        lastNumber = kept.lastNumber();
        kept.unanswered().forEach(send -> unanswered.put(send.number(), PendingSend.ofEarlierRun(send)));
        rewind();
    }

    /** The outbox id that new sends are numbered under. */
    String outbox() {
        return outbox;
    }

    long nextNumber() {
        return lastNumber + 1;
    }

    void add(PendingSend send) {
        lastNumber = send.number();
        unanswered.put(send.number(), send);
    }

    int size() {
        return unanswered.size();
    }

    /** The next send that may leave now; null when none may. */
    @Nullable
    PendingSend next() {
        if (settling || unanswered.isEmpty()) {
            return null;
        }
        var candidate = unanswered.ceilingEntry(nextToSend);
        if (candidate == null || candidate.getKey() - unanswered.firstKey() >= Limits.KEPT_VERDICTS) {
            return null;
        }
        return candidate.getValue();
    }

    void sent(PendingSend send) {
        send.sent();
        inFlight++;
        nextToSend = send.number() + 1;
    }

    /** The server said something about the attempt. */
    void answered(PendingSend send) {
        if (send.isInFlight()) {
            inFlight--;
        }
        send.answered();
    }

    /** Nothing was heard of the attempt. */
    void unheard(PendingSend send) {
        if (send.isInFlight()) {
            inFlight--;
        }
        send.unanswered();
    }

    /** The send has its verdict. */
    void finish(PendingSend send) {
        failures = 0;
        unanswered.remove(send.number());
    }

    /** Sends nothing more until {@link #rewind}, which is not to come before the delay is over. */
    void settle(Duration delay) {
        settling = true;
        if (delay.compareTo(pause) > 0) {
            pause = delay;
        }
    }

    boolean isSettling() {
        return settling;
    }

    /** Attempts in a row that failed; verdicts set it back. */
    int countFailure() {
        return failures++;
    }

    /** When quiet, goes on under another outbox id. */
    void restartLater() {
        restarting = true;
    }

    boolean isRestarting() {
        return restarting;
    }

    /** How long to wait before {@link #resume}, which must present the ticket drawn now. */
    Duration pause() {
        return pause;
    }

    int drawTicket() {
        return ++ticket;
    }

    /** Goes on, unless something else has set the lane going since the ticket was drawn. */
    void resume(int drawn) {
        if (drawn == ticket) {
            rewind();
        }
    }

    /** No attempt is in flight. */
    boolean isQuiet() {
        return inFlight == 0;
    }

    /** Goes back to the lowest number without a verdict. */
    void rewind() {
        settling = false;
        pause = Duration.ZERO;
        ticket++;
        nextToSend = unanswered.isEmpty() ? lastNumber + 1 : unanswered.firstKey();
    }

    /** The server misses numbers that had their verdicts: it is not the server that gave them. */
    boolean isBeyond(long serversNext) {
        return serversNext > 0 && !unanswered.isEmpty() && serversNext < unanswered.firstKey();
    }

    /** Goes on under a new outbox id from number 1; nothing may be in flight. */
    OutboxLane restart() {
        restarting = false;
        outbox = OutboxIds.random();
        var waiting = new ArrayList<>(unanswered.values());
        unanswered.clear();
        lastNumber = 0;
        for (PendingSend send : waiting) {
            send.renumber(outbox, nextNumber());
            add(send);
        }
        return new OutboxLane(outbox, lastNumber, sends());
    }

    boolean isLowest(PendingSend send) {
        return !unanswered.isEmpty() && unanswered.firstKey() == send.number();
    }

    /** Everything without a verdict, rising by number. */
    List<PendingSend> unanswered() {
        return List.copyOf(unanswered.values());
    }

    String conversation() {
        return conversation;
    }

    private List<OutboxSend> sends() {
        return unanswered.values().stream().map(PendingSend::send).toList();
    }
}
