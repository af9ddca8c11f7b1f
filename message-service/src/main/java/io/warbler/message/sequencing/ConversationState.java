package io.warbler.message.sequencing;

import io.warbler.kernel.Position;
import io.warbler.proto.client.v1.EventKind;
import io.warbler.proto.client.v1.GroupHistory;
import io.warbler.proto.log.v1.DirectMembers;
import io.warbler.proto.log.v1.DirectPolicy;
import io.warbler.proto.store.v1.GroupState;
import io.warbler.proto.store.v1.MessageState;
import io.warbler.proto.store.v1.Pins;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Everything that decisions about one conversation read, at a position of the log.
///
/// Belongs to one assignment of one partition; not thread-safe.
public final class ConversationState {

    /// Places that are held of a group of many between two batches.
    private static final int MOST_PLACES = 2_000;

    private final String conversation;
    private final Outboxes outboxes;
    private final MemberList members = new MemberList();
    private final PinList pins = new PinList();
    private final TargetStates targets;

    private Row.Counters counters = Row.Counters.none(DirectMembers.getDefaultInstance());
    private long lastRowTime;
    private long policyVersion;
    private boolean policyAllowed;
    private int changesSinceSnapshot;
    /// Null in a DIRECT conversation, and in a group that was not created yet.
    private @Nullable Group group;
    /// Every record up to here is decided.
    private Position decided = Position.START;
    /// Of a part of the members: they are looked up as they were after this position.
    private Position lookedUpAt = Position.START;
    private final int few;
    private final int mostPlaces;

    /// A conversation that has no row yet.
    public ConversationState(String conversation) {
        this(conversation, Decision.Crowd.FEW, MOST_PLACES);
    }

    /// With other bounds, for tests.
    public ConversationState(String conversation, int few, int mostPlaces) {
        this.few = few;
        this.mostPlaces = mostPlaces;
        this.conversation = conversation;
        outboxes = new Outboxes(conversation);
        targets = new TargetStates(conversation);
    }

    /// Takes up the members of a DIRECT conversation as a record of it names them, unless they are not its own;
    /// before anything else. The rows that say so may have been lost with the log.
    public void restore(DirectMembers members) {
        if (Binding.fits(conversation, members)) {
            counters = counters.withMembers(members);
        }
    }

    /// Takes up a stored snapshot; before everything but members.
    public void restore(Row.Snapshot snapshot) {
        counters = snapshot.counters();
        lastRowTime = snapshot.stamp().rowTime();
        policyVersion = snapshot.policyVersion();
        policyAllowed = snapshot.policyAllowed();
        pins.restore(snapshot.pins());
        if (!snapshot.group().equals(GroupState.getDefaultInstance())) {
            group = Group.of(snapshot.group());
        }
        if (snapshot.group().getCounts().getManyManagers()) {
            members.restoreManyManagers();
        }
    }

    /// Takes up a user's place in the group as it was at the snapshot.
    public void restore(String user, MemberState place) {
        members.restore(user, place);
    }

    /// Whether the snapshot is of so many members that they are looked up when they are asked about, and says how many.
    public boolean isOfMany(Row.Snapshot snapshot) {
        return snapshot.group().getCounts().getMembers() > few;
    }

    /// Takes up that there are many members, as of a snapshot: those whom something is about are to be looked up.
    public void restorePart(Row.Snapshot snapshot) {
        members.restorePart(snapshot.group().getCounts());
        lookedUpAt = snapshot.stamp().position();
    }

    /// Those of the users whose places are to be looked up before a record or row about them.
    public Set<String> unknownOf(Collection<String> users) {
        return users.stream().filter(user -> !members.knows(user)).collect(Collectors.toUnmodifiableSet());
    }

    /// Where the places of users are looked up: nothing has happened to them from there on, or they would be known.
    public Position lookedUpAt() {
        return lookedUpAt;
    }

    /// Takes up the place of a user who was looked up.
    public void lookedUp(String user, MemberState place) {
        members.lookedUp(user, place);
    }

    /// Whether all members have to be known before so many of them leave: decisions name them when they are few.
    public boolean wantsAll(int leaving) {
        return members.isPart() && members.size() - leaving <= few;
    }

    /// Takes up all members as they were where they are looked up.
    public void complete(Map<String, MemberState> all) {
        members.complete(all);
    }

    /// Forgets places in a group of many if they are many; they are looked up again. Only while no write of the
    /// conversation is in flight.
    public void forgetPlaces() {
        if (group != null && !isFew() && members.knownCount() > mostPlaces) {
            members.forget();
            lookedUpAt = decided;
        }
    }

    /// Takes up what became of a message, as of this position.
    public void restore(long ordinal, MessageState target) {
        targets.put(ordinal, target);
    }

    /// Takes up an outbox at the last snapshot (or at any later position at which it had no newer verdict).
    public void restore(OutboxKey key, OutboxState outbox) {
        outboxes.put(key, outbox);
    }

    /// Takes up a message row after the snapshot; rows in rising position. Its outbox must be known.
    public void restore(Row.Message row) {
        changed(row.stamp());
        var id = row.send().getId();
        counters = counters.after(row.seq(), row.ordinal(), id.getSender());
        if (group != null) {
            group.wrote(id.getSender(), row.seq(), row.ordinal(), row.sentAtMs());
            if (row.send().getReferences().getMentionsAll()) {
                group.mentionedAll(row.seq());
            }
        }
        if (!id.getOutbox().isEmpty()) {
            outboxes.activate(OutboxKey.of(id)).restore(KeptProto.accepted(row));
        }
    }

    /// Takes up an event row after the snapshot; rows in rising position. Its outbox must be known.
    ///
    /// @return the rows about members that went with it, which may have been lost with the log
    public List<Row> restore(Row.Event row) {
        changed(row.stamp());
        counters = counters.afterEvent(row.seq(), row.ordinal());
        if (!row.id().getOutbox().isEmpty()) {
            outboxes.activate(OutboxKey.of(row.id())).restore(KeptProto.accepted(row));
        }
        return apply(row);
    }

    /// Takes up a refusal row after the snapshot; rows in rising position. Its outbox must be known.
    public void restore(Row.Refusal row) {
        changed(row.stamp());
        outboxes.activate(OutboxKey.of(row.id())).restore(KeptProto.refused(row));
    }

    /// Takes up a policy row after the snapshot; rows in rising position.
    public void restore(Row.Policy row) {
        changed(row.stamp());
        apply(row.policy());
    }

    /// Whether the outbox was taken up.
    public boolean knows(OutboxKey key) {
        return outboxes.knows(key);
    }

    /// Whether it was taken up what became of the message.
    public boolean knowsTarget(long ordinal) {
        return targets.knows(ordinal);
    }

    /// Forgets messages if they are many. Only while no write of the conversation is in flight.
    public void forgetTargets() {
        targets.forgetMany();
    }

    public Row.Counters counters() {
        return counters;
    }

    public long lastRowTime() {
        return lastRowTime;
    }

    public String conversation() {
        return conversation;
    }

    /// Rough size, for the bound of the cache of states.
    public int weight() {
        return 1 + outboxes.count() + members.weight() + targets.count();
    }

    /// The members of a group.
    public int memberCount() {
        return members.size();
    }

    /// Whom decisions name as told of what happens now: nobody of many, for gateways know them.
    public Set<String> told() {
        return isFew() ? memberIds() : Set.of();
    }

    /// Whether decisions name the members; of more it would take a copy of all for each who joins or leaves.
    boolean isFew() {
        return members.size() <= few;
    }

    /// The places of a group's members; empty if there are too many to name.
    public Map<String, MemberState> fewMembers() {
        return group == null ? Map.of() : members.all(few);
    }

    Set<String> memberIds() {
        if (group != null) {
            return members.ids();
        }
        return counters.members().getLow().isEmpty()
                ? Set.of()
                : Set.of(counters.members().getLow(), counters.members().getHigh());
    }

    /// Whether the user is a member, of either kind of conversation.
    boolean isAddressed(String user) {
        return group != null ? members.contains(user) : memberIds().contains(user);
    }

    /// The members who may not see the message at the seq, because they came later. Of many members it is not worked
    /// out: gateways know.
    Set<String> unsighted(long seq) {
        return isSeenByAll() || !isFew()
                ? Set.of()
                : members.ids().stream().filter(user -> !sees(user, seq)).collect(Collectors.toUnmodifiableSet());
    }

    /// Those of the users who are not told what owner and admins alone may know.
    Set<String> uninitiated(Set<String> users) {
        return users.stream()
                .filter(user -> !Discretion.mayKnow(members.of(user)))
                .collect(Collectors.toUnmodifiableSet());
    }

    private boolean isSeenByAll() {
        return group == null || group.settings().getHistory() == GroupHistory.GROUP_HISTORY_FROM_START;
    }

    /// The members before an event, which may be about a message (0: it is not).
    Decision.Crowd crowd(long aboutSeq) {
        long seq = isSeenByAll() ? 0 : aboutSeq;
        return new Decision.Crowd(members.size(), endedSeq(), seq, Map.of(), Map.of(), Set.of());
    }

    /// The last event that ended a membership of the group; 0 when none did.
    public long endedSeq() {
        return group == null ? 0 : group.endedSeq();
    }

    /// Whether a member may see what stands at the seq.
    boolean sees(String user, long seq) {
        return isSeenByAll() || members.of(user).joined().seq() <= seq;
    }

    /// A user's place in the group, as far as the group remembers it.
    public MemberState member(String user) {
        return members.of(user);
    }

    /// The record at this position is being decided.
    void passing(Position position) {
        decided = position;
    }

    @Nullable
    Group group() {
        return group;
    }

    MemberList members() {
        return members;
    }

    GroupState groupState() {
        return group == null ? GroupState.getDefaultInstance() : group.toProto();
    }

    /// For a snapshot: also what a part of the members goes on from.
    GroupState countedGroup() {
        return group == null
                ? GroupState.getDefaultInstance()
                : group.toProto().toBuilder().setCounts(members.counts()).build();
    }

    /// Lets an event take effect; the rows about members that go with it.
    List<Row> apply(Row.Event event) {
        if (event.kind() == EventKind.EVENT_KIND_MESSAGE_CHANGE) {
            pins.apply(event);
            return List.of();
        }
        if (group == null && event.change().hasCreated()) {
            group = Group.of(GroupState.getDefaultInstance());
        }
        if (group == null) {
            return List.of();
        }
        List<MemberList.Effect> effects = members.apply(event);
        group.apply(event);
        return MemberRows.of(event, effects, group.toProto());
    }

    /// Lets an event take effect on its message; the rows that go with it.
    public List<Row> changeTarget(Row.Event event) {
        return targets.apply(event);
    }

    MessageState target(long ordinal) {
        return targets.of(ordinal);
    }

    PinList pins() {
        return pins;
    }

    /// What is pinned, in the form that is stored.
    public Pins pinsProto() {
        return pins.toProto();
    }

    Outboxes outboxes() {
        return outboxes;
    }

    boolean writingAllowed() {
        return policyVersion > 0 && policyAllowed;
    }

    long policyVersion() {
        return policyVersion;
    }

    boolean policyAllowed() {
        return policyAllowed;
    }

    void apply(DirectPolicy policy) {
        policyVersion = policy.getVersion();
        policyAllowed = policy.getAllowed();
        counters = counters.withMembers(policy.getDirect());
    }

    void advance(Row.Counters next) {
        counters = next;
    }

    /// The stamp of the rows that a record leaves: after the row before, not before the broker took it.
    Row.Stamp stamp(Position position, long appendTimeMs) {
        return new Row.Stamp(conversation, position, Math.max(lastRowTime + 1, appendTimeMs * 1_000));
    }

    /// A record left rows.
    void changed(Row.Stamp stamp) {
        lastRowTime = stamp.rowTime();
        changesSinceSnapshot++;
    }

    /// Rows that a lost log left out are stored with this time: what is decided from here on stands after them,
    /// whatever the broker's clock says.
    public void repaired(long rowTime) {
        lastRowTime = Math.max(lastRowTime, rowTime);
    }

    boolean isSnapshotDue(Cadence cadence) {
        return cadence.isDue(changesSinceSnapshot, outboxes.active().size());
    }

    void snapshotTaken() {
        changesSinceSnapshot = 0;
        outboxes.snapshotTaken();
    }
}
