package io.warbler.message.sync;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.warbler.kernel.ConversationId;
import io.warbler.kernel.Position;
import io.warbler.kernel.UserId;
import io.warbler.message.draft.SavedDrafts;
import io.warbler.message.history.MessageReader;
import io.warbler.message.history.PartitionView;
import io.warbler.message.history.PartitionViews;
import io.warbler.message.inbox.Activity;
import io.warbler.message.inbox.Standing;
import io.warbler.message.inbox.StandingReader;
import io.warbler.message.schedule.ScheduledSendReader;
import io.warbler.message.sync.SyncToken.Cut;
import io.warbler.proto.client.v1.Cursor;
import io.warbler.proto.client.v1.SavedDraft;
import io.warbler.proto.client.v1.SyncResult;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// Tells a client everything that changed since its token. Blocks; call on a virtual thread.
///
/// The new token is read **before** the heads: what a head misses lies at or after the token and is told next
/// time. So something may be told twice, nothing is left out. A result that would be too large is cut in the
/// order of activity; its
/// token says where, and the rest follows relative to the old mark.
@Component
public class SyncReader {

    /// Markers, settings, hidden messages, drafts and scheduled sends carry the clock of the node that wrote them.
    private static final Duration OVERLAP = Duration.ofMinutes(5);

    /// Beside the conversations of a result; older drafts are read over REST.
    private static final int MAX_DRAFT_BYTES = 128 * 1_024;

    /// To find the place that a conversation had when a result was cut.
    private static final int LOOK_BACK = 20;

    private final PartitionViews partitions;
    private final StandingReader standings;
    private final MessageReader messages;
    private final DeltaReader deltas;
    private final SavedDrafts drafts;
    private final ScheduledSendReader scheduled;
    private final Clock clock;
    private final DistributionSummary changed;

    // allow ParameterNumber: one reader per kind of state, and the clock
    SyncReader(
            PartitionViews partitions,
            StandingReader standings,
            MessageReader messages,
            DeltaReader deltas,
            SavedDrafts drafts,
            ScheduledSendReader scheduled,
            Clock clock,
            MeterRegistry meters) {
        this.partitions = partitions;
        this.standings = standings;
        this.messages = messages;
        this.deltas = deltas;
        this.drafts = drafts;
        this.scheduled = scheduled;
        this.clock = clock;
        changed = meters.summary("warbler.message.sync.changed.conversations");
    }

    /// What changed.
    public SyncResult read(UserId user, SyncQuery query) {
        long now = clock.millis();
        List<PartitionView> views = partitions.all();
        SyncToken token = SyncToken.decode(query.token(), views.size());
        Mark target = token.cut().map(Cut::target).orElse(Mark.of(views, now));
        List<Change> changes = new ArrayList<>();
        boolean movedOn = false;
        for (Standing standing : standings.read(user, views)) {
            Optional<Cursor> cursor = Optional.ofNullable(
                    query.cursors().get(standing.membership().conversation()));
            if (!isChanged(standing, token.since(), cursor)) {
                continue;
            }
            Optional<Activity> place = place(standing, token);
            place.ifPresent(
                    it -> changes.add(new Change(standing, it, token.since().of(partition(standing)), cursor)));
            movedOn |= place.isEmpty() && isAtOrAfter(headPosition(standing), target, standing);
        }
        changes.sort(Comparator.comparing(Change::place));
        changed.record(changes.size());
        SyncResult result = result(new Told(token.since(), target), changes, views, query.limit(), movedOn);
        return withOwnState(result, user, token.since());
    }

    /// Read after the token was made, so what is written meanwhile is told now or next time.
    private SyncResult withOwnState(SyncResult result, UserId user, Mark since) {
        boolean isFirst = since.isNothing();
        long from = since.timeMs() - OVERLAP.toMillis();
        List<SavedDraft> changed = drafts.ofUser(user).stream()
                .filter(draft -> isFirst ? !SavedDrafts.isRemoved(draft) : draft.getUpdatedAtMs() >= from)
                .sorted(Comparator.comparingLong(SavedDraft::getUpdatedAtMs).reversed())
                .toList();
        var told = result.toBuilder();
        int bytes = 0;
        for (SavedDraft draft : changed) {
            bytes += draft.getSerializedSize();
            if (bytes > MAX_DRAFT_BYTES) {
                break;
            }
            told.addDrafts(draft);
        }
        return told.addAllScheduledSends(scheduled.changedSince(user, isFirst ? 0 : from))
                .build();
    }

    /// The marks that the next token is made of.
    private record Told(Mark since, Mark target) {}

    private boolean isChanged(Standing standing, Mark since, Optional<Cursor> cursor) {
        return since.isNothing()
                || isAtOrAfter(headPosition(standing), since, standing)
                || isAtOrAfter(standing.membership().position(), since, standing)
                || standing.markers().updatedAt() >= since.timeMs() - OVERLAP.toMillis()
                || standing.settings().updatedAtMs() >= since.timeMs() - OVERLAP.toMillis()
                || standing.hidden().updatedAtMs() >= since.timeMs() - OVERLAP.toMillis()
                || cursor.filter(it -> it.getSeq() != standing.head().getSeq()).isPresent();
    }

    /// Where a changed conversation stands in this result; empty when the cut result before told it.
    ///
    /// Of a conversation that went on since, the place that it had then counts: what came later is told when the
    /// cut result is complete.
    private Optional<Activity> place(Standing standing, SyncToken token) {
        Activity present = standing.activity();
        if (token.cut().isEmpty()) {
            return Optional.of(present);
        }
        Cut cut = token.cut().get();
        Position target = cut.target().of(partition(standing));
        if (headPosition(standing).isBefore(target)) {
            return Optional.of(present).filter(it -> it.isAfter(cut.last()));
        }
        var then = messages.rowTimeBefore(standing.head(), target, LOOK_BACK);
        // unknown: telling twice does no harm, so it goes to the end
        return Optional.of(new Activity(then.orElse(0), present.conversation())).filter(it -> it.isAfter(cut.last()));
    }

    private SyncResult result(Told told, List<Change> changes, List<PartitionView> views, int limit, boolean movedOn) {
        var page = new ResultPage();
        for (Change change : confirmed(changes)) {
            var delta = deltas.read(change, views.get(partition(change.standing())), limit);
            if (!page.add(delta)) {
                return page.cut(told.since(), told.target());
            }
            page.lastPlace(change.place());
        }
        return page.complete(told.target(), movedOn);
    }

    /// Without what followed a removal that happened while they were read.
    private List<Change> confirmed(List<Change> changes) {
        Map<ConversationId, Change> byConversation = new HashMap<>();
        changes.forEach(it -> byConversation.put(it.standing().membership().conversation(), it));
        return standings.confirm(changes.stream().map(Change::standing).toList()).stream()
                .map(it -> Objects.requireNonNull(
                                byConversation.get(it.membership().conversation()))
                        .as(it))
                .toList();
    }

    private int partition(Standing standing) {
        return partitions.partitionOf(standing.membership().conversation());
    }

    private boolean isAtOrAfter(Position position, Mark mark, Standing standing) {
        return !position.isBefore(mark.of(partition(standing)));
    }

    private static Position headPosition(Standing standing) {
        return new Position(standing.head().getGeneration(), standing.head().getLogOffset());
    }
}
