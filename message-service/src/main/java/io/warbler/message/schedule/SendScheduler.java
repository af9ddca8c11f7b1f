package io.warbler.message.schedule;

import com.datastax.oss.driver.api.core.DriverException;
import com.google.protobuf.ByteString;
import io.warbler.boot.delivery.SignalPublisher;
import io.warbler.kernel.ConversationId;
import io.warbler.kernel.UserId;
import io.warbler.message.conversation.Membership;
import io.warbler.message.conversation.Memberships;
import io.warbler.message.due.DueRows;
import io.warbler.message.history.ReadErrors;
import io.warbler.message.send.MessageSender;
import io.warbler.proto.Limits;
import io.warbler.proto.client.v1.CancelScheduledSend;
import io.warbler.proto.client.v1.ScheduleSend;
import io.warbler.proto.client.v1.ScheduledSend;
import io.warbler.proto.client.v1.ScheduledSendState;
import io.warbler.proto.client.v1.ServerFrame;
import io.warbler.proto.delivery.v1.Origin;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Keeps, changes and cancels sends that wait for their time, and tells the user's other connections. Blocks; call on a
/// virtual thread.
///
/// The hint for its time is written first: what is kept is sent when it is due, whatever happens to this node. It has
/// the version that is written after it and is no other version's, so that of the version before may go then.
@Component
public class SendScheduler {

    private static final Logger log = LoggerFactory.getLogger(SendScheduler.class);

    /// Of one user, with what waits no more: all of it is read for each sync.
    private static final long MAX_BYTES = 4L << 20;

    /// Of one: a time that was changed leaves a tombstone where its owner looks.
    private static final int MAX_VERSIONS = 50;

    private static final Pattern SCHEDULE = Pattern.compile("[0-9a-f]{" + 2 * Limits.OUTBOX_BYTES + "}");
    private static final Duration HORIZON = Duration.ofDays(Limits.MAX_SCHEDULE_DAYS);

    private final MessageSender sender;
    private final Memberships memberships;
    private final ScheduledRows rows;
    private final DueRows dues;
    private final SignalPublisher signals;
    private final Clock clock;

    SendScheduler(
            MessageSender sender,
            Memberships memberships,
            ScheduledRows rows,
            DueRows dues,
            SignalPublisher signals,
            Clock clock) {
        this.sender = sender;
        this.memberships = memberships;
        this.rows = rows;
        this.dues = dues;
        this.signals = signals;
        this.clock = clock;
    }

    /// Whose it is, and where they asked.
    ///
    /// @param origin the connection that asked and is not told
    public record Asker(UserId user, String device, Origin origin) {}

    /// Keeps a new one, or changes one that waits. The same request gets what became of it.
    public ScheduledSend schedule(Asker asker, ScheduleSend asked) {
        String schedule = checked(asked.getSchedule());
        // what could not be sent at any time is refused now
        ConversationId conversation = sender.check(asker.user(), KeptSend.numbered(schedule, asked.getContent()));
        ByteString digest = digest(asked);
        while (true) {
            Optional<KeptSend> before = rows.find(asker.user(), schedule);
            if (before.isPresent() && before.get().digest().equals(digest)) {
                return before.get().told();
            }
            check(asker, asked, conversation, before);
            KeptSend after = kept(asked, conversation, before.orElse(null), asker.device(), digest);
            boolean isMoved = after.hint() == after.version();
            if (isMoved) {
                dues.add(after.due(asker.user()));
            }
            if (rows.replace(asker.user(), before.orElse(null), after)) {
                tell(asker, after);
                before.filter(_ -> isMoved).ifPresent(it -> removeHint(asker.user(), it));
                return after.told();
            }
        }
    }

    /// Takes one back that waits, or off the list that was refused.
    public ScheduledSend cancel(Asker asker, CancelScheduledSend asked) {
        String schedule = checked(asked.getSchedule());
        while (true) {
            KeptSend before = rows.find(asker.user(), schedule).orElseThrow(ScheduleErrors::unknown);
            switch (before.told().getState()) {
                case SCHEDULED_SEND_STATE_CANCELLED -> {
                    return before.told();
                }
                case SCHEDULED_SEND_STATE_WAITING, SCHEDULED_SEND_STATE_REFUSED -> {
                    KeptSend after = before.cancelled(clock.millis());
                    if (rows.replace(asker.user(), before, after)) {
                        tell(asker, after);
                        Optional.of(before).filter(KeptSend::isWaiting).ifPresent(it -> removeHint(asker.user(), it));
                        return after.told();
                    }
                }
                case SCHEDULED_SEND_STATE_SENDING,
                        SCHEDULED_SEND_STATE_SENT,
                        SCHEDULED_SEND_STATE_UNSPECIFIED,
                        UNRECOGNIZED -> throw ScheduleErrors.over(before);
            }
        }
    }

    private static String checked(String schedule) {
        if (!SCHEDULE.matcher(schedule).matches()) {
            throw ReadErrors.fieldInvalid("schedule (expected: 32 hexadecimal digits in lower case)");
        }
        return schedule;
    }

    private void check(Asker asker, ScheduleSend asked, ConversationId conversation, Optional<KeptSend> before) {
        before.filter(it -> !it.isWaiting()).ifPresent(it -> {
            throw ScheduleErrors.over(it);
        });
        checkSeen(asked, before);
        before.filter(it -> it.version() >= MAX_VERSIONS).ifPresent(_ -> {
            throw ScheduleErrors.changedTooOften(MAX_VERSIONS);
        });
        long now = clock.millis();
        if (asked.getDueAtMs() <= now || asked.getDueAtMs() > now + HORIZON.toMillis()) {
            throw ReadErrors.fieldInvalid("due_at_ms: " + Long.toUnsignedString(asked.getDueAtMs())
                    + " (expected: a time to come, within " + HORIZON.toDays() + " days)");
        }
        if (asked.getContent().hasConversation() && !isMember(asker.user(), conversation)) {
            throw ReadErrors.conversationUnknown();
        }
        if (before.isEmpty()) {
            checkRoom(asker.user());
        }
    }

    /// A change is of what its user saw: one that arrives late, after another, is refused, however often it is
    /// repeated.
    private static void checkSeen(ScheduleSend asked, Optional<KeptSend> before) {
        if (before.isEmpty() && asked.getSeenUpdatedAtMs() != 0) {
            throw ScheduleErrors.unknown();
        }
        before.filter(it -> it.told().getUpdatedAtMs() != asked.getSeenUpdatedAtMs())
                .ifPresent(it -> {
                    throw ScheduleErrors.changed(asked.getSeenUpdatedAtMs(), it);
                });
    }

    private boolean isMember(UserId user, ConversationId conversation) {
        return memberships
                .find(user, conversation)
                .toCompletableFuture()
                .join()
                .filter(it -> switch (it) {
                    case Membership.Direct _ -> true;
                    case Membership.InGroup place -> place.state().isMember();
                })
                .isPresent();
    }

    /// Two devices at the same moment may keep one more: nothing depends on the limits being exact.
    private void checkRoom(UserId user) {
        List<Outline> all = rows.outlines(user);
        long open = all.stream().filter(it -> !KeptSend.isOver(it.told())).count();
        if (open >= Limits.MAX_SCHEDULED_SENDS) {
            throw ScheduleErrors.tooMany(open, "that wait", Limits.MAX_SCHEDULED_SENDS);
        }
        if (all.size() >= Limits.MAX_KEPT_SCHEDULED_SENDS) {
            throw ScheduleErrors.tooMany(all.size(), "within 30 days", Limits.MAX_KEPT_SCHEDULED_SENDS);
        }
        long bytes = all.stream().mapToLong(Outline::bytes).sum();
        if (bytes >= MAX_BYTES) {
            throw ScheduleErrors.tooLarge(bytes, MAX_BYTES);
        }
    }

    private KeptSend kept(
            ScheduleSend asked,
            ConversationId conversation,
            @Nullable KeptSend before,
            String device,
            ByteString digest) {
        long changedAfter = before == null ? 0 : before.told().getUpdatedAtMs() + 1;
        var told = ScheduledSend.newBuilder()
                .setSchedule(asked.getSchedule())
                .setConversation(conversation.value())
                .setDueAtMs(asked.getDueAtMs())
                .setState(ScheduledSendState.SCHEDULED_SEND_STATE_WAITING)
                .setUpdatedAtMs(Math.max(clock.millis(), changedAfter))
                .setContent(asked.getContent())
                .build();
        if (before == null) {
            return new KeptSend(told, 1, 1, device, digest);
        }
        long version = before.version() + 1;
        boolean isDueAsBefore = told.getDueAtMs() == before.told().getDueAtMs()
                && told.getConversation().equals(before.told().getConversation());
        return new KeptSend(told, version, isDueAsBefore ? before.hint() : version, device, digest);
    }

    private void tell(Asker asker, KeptSend after) {
        var frame = ServerFrame.newBuilder().setScheduledSend(after.told()).build();
        signals.tellOthersOf(asker.user(), frame, asker.origin());
    }

    /// One that stays is looked at in its time, and goes.
    private void removeHint(UserId user, KeptSend before) {
        try {
            dues.remove(before.due(user));
        } catch (DriverException e) {
            log.atWarn().setCause(e).log("The hint of a scheduled send stays until its time");
        }
    }

    private static ByteString digest(ScheduleSend asked) {
        try {
            return ByteString.copyFrom(MessageDigest.getInstance("SHA-256").digest(asked.toByteArray()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 (expected: every Java platform has it)", e);
        }
    }
}
