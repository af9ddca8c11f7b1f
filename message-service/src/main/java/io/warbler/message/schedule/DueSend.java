package io.warbler.message.schedule;

import io.warbler.boot.delivery.SignalPublisher;
import io.warbler.boot.error.ApiException;
import io.warbler.boot.error.ErrorCategory;
import io.warbler.kernel.UserId;
import io.warbler.message.due.Due;
import io.warbler.message.send.MessageSender;
import io.warbler.message.send.Senders;
import io.warbler.proto.client.v1.ErrorCode;
import io.warbler.proto.client.v1.SendAck;
import io.warbler.proto.client.v1.ServerFrame;
import io.warbler.proto.delivery.v1.Origin;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/// Sends what is due, as its user would send it now, and tells them what became of it. Blocks; call on a virtual
/// thread.
///
/// May be done twice, at once or after any failure: it is one send of one outbox. What was refused is withdrawn before
/// it
/// is told, so a first attempt of which nobody heard is found, and none can follow.
@Component
public class DueSend {

    /// A hint is written before what it is about: by then that is there, or never will be.
    private static final Duration FITS_WITHIN = Duration.ofMinutes(1);

    private static final Set<ErrorCategory> TEMPORARY = Set.of(ErrorCategory.UNAVAILABLE, ErrorCategory.LIMIT);

    private final MessageSender sender;
    private final Senders senders;
    private final ScheduledRows rows;
    private final SignalPublisher signals;
    private final Clock clock;

    DueSend(MessageSender sender, Senders senders, ScheduledRows rows, SignalPublisher signals, Clock clock) {
        this.sender = sender;
        this.senders = senders;
        this.rows = rows;
        this.signals = signals;
        this.clock = clock;
    }

    /// Whether the hint has had its time; if not, it is to be come back to.
    public boolean isDone(Due due) {
        Optional<KeptSend> found = rows.find(due.user(), due.id());
        if (found.isEmpty() || !found.get().due(due.user()).equals(due)) {
            return clock.millis() - due.dueAtMs() > FITS_WITHIN.toMillis();
        }
        KeptSend kept = found.get();
        if (kept.isOver()) {
            return true;
        }
        if (!kept.isWaiting()) {
            return isSent(due.user(), kept);
        }
        KeptSend sending = kept.sending(clock.millis());
        return rows.replace(due.user(), kept, sending) && isSent(due.user(), sending);
    }

    private boolean isSent(UserId user, KeptSend kept) {
        try {
            senders.requireActive(user);
            SendAck ack = sender.send(user, kept.device(), kept.numbered());
            return end(user, kept, kept.sent(ack.getSeq(), clock.millis()));
        } catch (ApiException e) {
            return !TEMPORARY.contains(e.category()) && isRefused(user, kept, reason(e));
        }
    }

    private boolean isRefused(UserId user, KeptSend kept, ErrorCode reason) {
        try {
            SendAck earlier = sender.withdraw(user, kept.device(), kept.numbered());
            return end(user, kept, kept.sent(earlier.getSeq(), clock.millis()));
        } catch (ApiException e) {
            return !TEMPORARY.contains(e.category()) && end(user, kept, kept.refused(reason, clock.millis()));
        }
    }

    /// False if another node was first.
    private boolean end(UserId user, KeptSend before, KeptSend after) {
        boolean isEnded = rows.replace(user, before, after);
        if (isEnded) {
            var frame = ServerFrame.newBuilder().setScheduledSend(after.told()).build();
            signals.tellOthersOf(user, frame, Origin.getDefaultInstance());
        }
        return isEnded;
    }

    /// What other services say is about who sends.
    private static ErrorCode reason(ApiException refused) {
        for (ErrorCode code : ErrorCode.values()) {
            if (code.name().equals(refused.code())) {
                return code;
            }
        }
        return ErrorCode.SENDER_INACTIVE;
    }
}
