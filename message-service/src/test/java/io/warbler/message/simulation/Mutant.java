package io.warbler.message.simulation;

import io.warbler.message.ownership.SimulatedFlag;
import io.warbler.message.sequencing.Row;
import java.util.ArrayList;
import java.util.List;

/// A plausible wrong rule that the simulation must catch (rules of the message path, 14). `NONE` is the product.
enum Mutant {
    NONE,
    /// Who asks is answered before the rows are durable.
    ACK_BEFORE_WRITE,
    /// A row that the store did not take is left out.
    SKIP_ON_ERROR,
    /// Every record is new.
    DEDUPE_OFF,
    /// Sends are known for as long as the owner's memory holds them.
    LRU_DEDUPE,
    /// Rows carry the owner's time.
    WALL_CLOCK_ROW_TIME,
    /// State is what the store holds, whatever its position.
    MAX_SEQ_IS_THE_BASE,
    /// The checkpoint passes records whose rows are not durable.
    COMMIT_BEFORE_WRITE,
    /// Events go to whoever is connected.
    NO_MEMBERSHIP_FILTER,
    /// State is loaded at the stored checkpoint instead of the record's position.
    LOAD_LIMIT_IS_THE_CHECKPOINT,
    /// Refusals leave no row.
    REFUSALS_NOT_KEPT,
    /// A number alone says which send it is.
    NUMBER_WITHOUT_ID,
    /// The checkpoint passes records that nobody was told of.
    CHECKPOINT_BEFORE_PUBLISH,
    /// Routes are read before the rows are durable.
    ROUTES_BEFORE_STORE,
    /// Readers get what is above a hole.
    PAGE_NOT_CUT_AT_A_HOLE,
    /// The largest body is a setting of the owner.
    SETTING_IN_THE_CORE,
    /// A record of newer rules is decided by the rules that the owner knows.
    NEWER_RULES_ARE_DECIDED,
    /// A log that was cut above the checkpoint is taken for the one that was decided.
    REACH_NOT_READ,
    /// How far the log is decided is noted when everybody was told.
    REACH_AFTER_ROWS,
    /// A batch goes on however long it took to note how far it decides.
    REACH_NOTED_LATE,
    /// An owner that replays puts its head where Redis lost a newer one.
    OLDER_HEAD_GETS_IN,
    /// What becomes readable when a lost log's holes are filled is left to be found.
    REPAIRS_NOT_TOLD,
    /// Clients are hinted of a new generation while readers still use the cache of the one before.
    CACHE_CLAIMED_AFTER_THE_HINT,
    /// Whoever was a member before the head was read reads up to it.
    PLACE_READ_ONCE,
    /// A user's own row is stored together with what follows in the group.
    OWN_ROWS_WITH_THE_REST,
    /// A snapshot is stored together with the marks that belong to it.
    SNAPSHOT_WITH_ITS_MARKS,
    /// Whoever was a member of the group once may write to it.
    EX_MEMBERS_MAY_SEND,
    /// Every member of a channel may write to it, as in a group.
    READERS_MAY_SEND,
    /// Members of a channel are told of each other, as in a group.
    READERS_ARE_SHOWN,
    /// An invite opens the group for as long as the owner's memory holds it.
    REVOKED_INVITES_OPEN,
    /// Whoever holds an invite comes in, banned or not.
    BANS_NOT_ASKED_ON_JOIN,
    /// The owner's clock, not the log's time, says when a poll is closed.
    POLL_CLOSES_BY_THE_OWNERS_CLOCK,
    /// A client syncs before its node's interest in a large group stands.
    SYNC_BEFORE_INTEREST,
    /// Interest in a large group is not written again with the routes.
    INTEREST_NOT_WRITTEN_AGAIN,
    /// Whoever joined a large group is told, whether they left it or not.
    LEFT_SEQ_NOT_LOOKED_AT,
    /// Whoever gets a message is shown what it answers.
    PREVIEWS_FOR_EVERYBODY,
    /// Whoever a message names is mentioned, member or not.
    STRANGERS_ARE_MENTIONED,
    /// What is forwarded is looked up, and not whether it was for who forwards it.
    FORWARDS_OF_WHAT_WAS_NEVER_SEEN,
    /// When a group becomes a large one, gateways are not told who belongs to it.
    GROWTH_WITHOUT_PLACES;

    /// How the rows of a batch are stored, one wave after the other.
    List<List<Row>> waves(List<Row> rows) {
        return switch (this) {
            case OWN_ROWS_WITH_THE_REST -> List.of(List.copyOf(rows));
            case SNAPSHOT_WITH_ITS_MARKS -> withSnapshotsFirst(SimulatedFlag.waves(rows));
            default -> SimulatedFlag.waves(rows);
        };
    }

    private static List<List<Row>> withSnapshotsFirst(List<List<Row>> waves) {
        List<List<Row>> early = new ArrayList<>();
        for (List<Row> wave : waves) {
            List<Row> snapshots =
                    wave.stream().filter(Row.Snapshot.class::isInstance).toList();
            List<Row> others = new ArrayList<>(wave);
            if (!early.isEmpty()) {
                early.getLast().addAll(snapshots);
                others.removeAll(snapshots);
            }
            early.add(others);
        }
        return early;
    }

    /// What a schedule must be about to show that the rule is wrong; others are not changed.
    Plan concerns(Plan drawn) {
        return switch (this) {
            case REPAIRS_NOT_TOLD -> drawn.with(Plan.Accident.TRIMMED);
            case CACHE_CLAIMED_AFTER_THE_HINT -> drawn.withLast(Plan.Accident.LOST);
            case REACH_NOT_READ, REACH_AFTER_ROWS -> drawn.with(Plan.Accident.CUT);
            // where nothing follows, the owner that is idle finds the late reach
            case REACH_NOTED_LATE -> drawn.withEarly(Plan.Accident.CUT);
            case PLACE_READ_ONCE,
                    OWN_ROWS_WITH_THE_REST,
                    EX_MEMBERS_MAY_SEND,
                    PREVIEWS_FOR_EVERYBODY,
                    STRANGERS_ARE_MENTIONED,
                    REVOKED_INVITES_OPEN,
                    BANS_NOT_ASKED_ON_JOIN -> drawn.withGroupOnly();
            case READERS_MAY_SEND, READERS_ARE_SHOWN -> drawn.withGroupOnly().withChannel();
            case SYNC_BEFORE_INTEREST, LEFT_SEQ_NOT_LOOKED_AT, GROWTH_WITHOUT_PLACES ->
                drawn.withGroupOnly().withLargeGroup();
            case INTEREST_NOT_WRITTEN_AGAIN -> drawn.withFlushes().withLargeGroup();
            case OLDER_HEAD_GETS_IN -> drawn.withFlushes();
            case FORWARDS_OF_WHAT_WAS_NEVER_SEEN -> drawn.withoutAccident();
            default -> drawn;
        };
    }
}
