package io.warbler.message.schedule;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.warbler.boot.delivery.SignalPublisher;
import io.warbler.boot.error.ApiException;
import io.warbler.boot.error.ErrorCategory;
import io.warbler.kernel.UserId;
import io.warbler.message.due.Due;
import io.warbler.message.due.DueRows;
import io.warbler.message.send.MessageSender;
import io.warbler.message.send.Senders;
import io.warbler.proto.client.v1.ErrorCode;
import io.warbler.proto.client.v1.SendAck;
import io.warbler.proto.client.v1.ServerFrame;
import io.warbler.proto.delivery.v1.Origin;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/// Sends what is due, as its user would send it now, and tells them what became of it. Blocks; call on a virtual
/// thread.
///
/// May be done twice, at once or after any failure: it is one send of one outbox. What was refused is withdrawn before
/// it is told, so a first attempt of which nobody heard is found, and none can follow.
@Component
public class DueSend {

    /// A hint is written before what it is about: whoever does so is left in peace as long.
    private static final Duration FITS_WITHIN = Duration.ofMinutes(1);

    private static final Set<ErrorCategory> TEMPORARY = Set.of(ErrorCategory.UNAVAILABLE, ErrorCategory.LIMIT);

    private final MessageSender sender;
    private final Senders senders;
    private final ScheduledRows rows;
    private final DueRows dues;
    private final SignalPublisher signals;
    private final Clock clock;
    private final Timer lateness;

    // allow ParameterNumber: whom it asks and tells, where it is kept, when it was
    DueSend(
            MessageSender sender,
            Senders senders,
            ScheduledRows rows,
            DueRows dues,
            SignalPublisher signals,
            Clock clock,
            MeterRegistry meters) {
        this.sender = sender;
        this.senders = senders;
        this.rows = rows;
        this.dues = dues;
        this.signals = signals;
        this.clock = clock;
        lateness = meters.timer("warbler.message.timer.lateness");
    }

    /// Whether the hint has had its time, for good; if not, it is to be come back to.
    public boolean isDone(Due due) {
        Optional<KeptSend> found = rows.find(due.user(), due.id());
        if (found.isEmpty() || !found.get().due(due.user()).equals(due)) {
            return isNeverNeeded(due, found);
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

    /// Of a hint to which nothing fits. Its writer may be about to write what does, may be slow, or may have written
    /// it without having heard so: no time tells. So after a moment that version is taken, if it was not. Whoever
    /// comes later has to read again, and the next look finds that nobody can need the hint.
    private boolean isNeverNeeded(Due due, Optional<KeptSend> found) {
        if (found.filter(it -> it.isBeyond(due)).isPresent()) {
            return true;
        }
        long now = clock.millis();
        if (now - due.dueAtMs() > FITS_WITHIN.toMillis()) {
            KeptSend after = found.map(KeptSend::again).orElseGet(() -> KeptSend.neverKept(due, now));
            rows.replace(due.user(), found.orElse(null), after);
        }
        return false;
    }

    private boolean isSent(UserId user, KeptSend kept) {
        try {
            senders.requireActive(user);
        } catch (ApiException e) {
            return e.category() == ErrorCategory.NOT_FOUND ? isForgotten(user) : isRefused(user, kept, e);
        }
        try {
            SendAck ack = sender.send(user, kept.device(), kept.numbered());
            return end(user, kept, kept.sent(ack.getSeq(), clock.millis()));
        } catch (ApiException e) {
            return isRefused(user, kept, e);
        }
    }

    private boolean isRefused(UserId user, KeptSend kept, ApiException refused) {
        if (TEMPORARY.contains(refused.category())) {
            return false;
        }
        try {
            SendAck earlier = sender.withdraw(user, kept.device(), kept.numbered());
            return end(user, kept, kept.sent(earlier.getSeq(), clock.millis()));
        } catch (ApiException e) {
            return !TEMPORARY.contains(e.category()) && end(user, kept, kept.refused(reason(refused), clock.millis()));
        }
    }

    /// False if another node was first.
    private boolean end(UserId user, KeptSend before, KeptSend after) {
        boolean isEnded = rows.replace(user, before, after);
        if (isEnded) {
            var frame = ServerFrame.newBuilder().setScheduledSend(after.told()).build();
            signals.tellOthersOf(user, frame, Origin.getDefaultInstance());
        }
        if (isEnded && after.isSent()) {
            lateness.record(clock.millis() - after.told().getDueAtMs(), TimeUnit.MILLISECONDS);
        }
        return isEnded;
    }

    /// Nobody is told when a user is deleted, so all that they had scheduled goes with the first of it that is due.
    private boolean isForgotten(UserId user) {
        List<String> schedules =
                rows.outlines(user).stream().map(it -> it.told().getSchedule()).toList();
        boolean isForgotten = true;
        for (KeptSend kept : schedules.isEmpty() ? List.<KeptSend>of() : rows.find(user, schedules)) {
            isForgotten &= isForgotten(user, kept);
        }
        return isForgotten;
    }

    private boolean isForgotten(UserId user, KeptSend kept) {
        boolean isRemoved = rows.remove(user, kept);
        if (isRemoved && !kept.isOver()) {
            dues.remove(kept.due(user));
        }
        return isRemoved;
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
