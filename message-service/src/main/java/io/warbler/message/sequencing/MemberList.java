package io.warbler.message.sequencing;

import io.warbler.proto.client.v1.GroupChange;
import io.warbler.proto.client.v1.GroupRole;
import io.warbler.proto.client.v1.JoinRequestState;
import io.warbler.proto.store.v1.GroupCounts;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Who belongs to a group, and of whom else it remembers something; moved on by events alone.
///
/// Either all of them, or a part: then only how many there are, and the places of those who were looked up. Both come
/// to the same, but nothing may be asked about somebody of whom a part knows nothing.
final class MemberList {

    private static final int PLACES_PER_OUTBOX = 16;

    /// Owner and admins who are known by name. Once there were more it is not followed any more who they are: a part
    /// could not find out, and all owners shall store the same.
    static final int MOST_MANAGERS = 100;

    private final Map<String, MemberState> members = new HashMap<>();
    private final Map<String, MemberState> remembered = new HashMap<>();
    /// Of a part: who was looked up and is neither.
    private final Set<String> strangers = new HashSet<>();
    private boolean isPart;
    private int size;
    private int askingCount;
    private final SortedSet<String> managers = new TreeSet<>();
    private boolean isOfManyManagers;
    /// Replaced, never changed: decisions keep it. Null while nobody needed it.
    private @Nullable Set<String> ids;

    /// What an event did to one user.
    record Effect(String user, MemberState before, MemberState after) {

        /// Whether the user could see the group before or can after.
        boolean concernsMember() {
            return before.isMember() || after.isMember();
        }
    }

    /// Takes up a stored place of a list that has all of them, or another one in its stead.
    void restore(String user, MemberState state) {
        put(user, state);
        ids = null;
    }

    /// Goes on with a part, of which nobody is looked up yet.
    void restorePart(GroupCounts counts) {
        forget();
        size = counts.getMembers();
        askingCount = counts.getAsking();
        managers.addAll(counts.getManagersList());
    }

    /// Takes up that owner and admins were too many to follow; before anybody's place.
    void restoreManyManagers() {
        isOfManyManagers = true;
    }

    /// Owner and admins; empty if they are, or ever were, too many. Does not change.
    Set<String> managers() {
        return Set.copyOf(managers);
    }

    /// Takes up the place of a user whom this part did not know, as it was where the part began.
    void lookedUp(String user, MemberState state) {
        if (!knows(user)) {
            place(user, state);
        }
    }

    /// Takes up everybody whom this part did not know, as they were where the part began.
    void complete(Map<String, MemberState> all) {
        all.forEach(this::lookedUp);
        strangers.clear();
        isPart = false;
        size = members.size();
        askingCount = Math.toIntExact(
                remembered.values().stream().filter(MemberState::isAsking).count());
        ids = null;
    }

    /// Goes on with how many there are: places are looked up again.
    void forget() {
        members.clear();
        remembered.clear();
        strangers.clear();
        isPart = true;
        ids = null;
    }

    boolean isPart() {
        return isPart;
    }

    /// Whether the user's place can be asked for.
    boolean knows(String user) {
        return !isPart || members.containsKey(user) || remembered.containsKey(user) || strangers.contains(user);
    }

    /// How many are held in memory.
    int knownCount() {
        return members.size() + remembered.size() + strangers.size();
    }

    /// The user's place as far as the group remembers it.
    MemberState of(String user) {
        if (!knows(user)) {
            throw new IllegalStateException("place of " + user + " (expected: looked up before it is asked for)");
        }
        return members.getOrDefault(user, remembered.getOrDefault(user, MemberState.NONE));
    }

    /// The members; does not change. Not of a part.
    Set<String> ids() {
        if (isPart) {
            throw new IllegalStateException("ids of " + size + " members (expected: all of them known)");
        }
        Set<String> known = ids == null ? Set.copyOf(members.keySet()) : ids;
        ids = known;
        return known;
    }

    /// Everybody's place, unless there are more members than that.
    Map<String, MemberState> all(int atMost) {
        return size > atMost || isPart ? Map.of() : Map.copyOf(members);
    }

    boolean contains(String user) {
        return of(user).isMember();
    }

    int size() {
        return size;
    }

    /// How many requests to join wait.
    int askingCount() {
        return askingCount;
    }

    /// For a snapshot: who goes on from it needs to know no more of those who are not looked up.
    GroupCounts counts() {
        return GroupCounts.newBuilder()
                .setMembers(size)
                .setAsking(askingCount)
                .addAllManagers(managers)
                .setManyManagers(isOfManyManagers)
                .build();
    }

    /// In places as large as an outbox with its verdicts; a place takes some hundred bytes.
    int weight() {
        return (knownCount() + PLACES_PER_OUTBOX - 1) / PLACES_PER_OUTBOX;
    }

    /// Lets the event take effect. What it says about users who are not there (after a loss of the log) has none.
    List<Effect> apply(Row.Event event) {
        List<Effect> effects = effects(event);
        effects.forEach(effect -> put(effect.user(), effect.after()));
        if (effects.stream().anyMatch(it -> it.before().isMember() != it.after().isMember())) {
            ids = null;
        }
        return effects;
    }

    /// How many members there are after the event.
    int sizeAfter(Row.Event event) {
        int after = size;
        for (Effect effect : effects(event)) {
            after += effect.after().isMember() ? 1 : 0;
            after -= effect.before().isMember() ? 1 : 0;
        }
        return after;
    }

    private List<Effect> effects(Row.Event event) {
        GroupChange change = event.change();
        return switch (change.getWhatCase()) {
            case CREATED -> created(event);
            case MEMBERS_ADDED ->
                change.getMembersAdded().getUsersList().stream()
                        .map(user -> effect(user, it -> it.joining(GroupRole.GROUP_ROLE_MEMBER, event)))
                        .toList();
            case MEMBER_REMOVED -> ofMember(change.getMemberRemoved().getUser(), it -> it.leaving(event));
            case MEMBER_LEFT -> ofMember(event.actor(), it -> it.leaving(event));
            case MEMBER_BANNED ->
                List.of(effect(
                        change.getMemberBanned().getUser(),
                        it -> (it.isMember() ? it.leaving(event) : it).banned(true)));
            case MEMBER_UNBANNED -> List.of(effect(change.getMemberUnbanned().getUser(), it -> it.banned(false)));
            case ROLE_SET ->
                ofMember(
                        change.getRoleSet().getUser(),
                        it -> it.as(change.getRoleSet().getRole()));
            case OWNERSHIP_TRANSFERRED -> transferred(event);
            case MEMBER_MUTED ->
                ofMember(
                        change.getMemberMuted().getUser(),
                        it -> it.mutedUntil(change.getMemberMuted().getUntilMs()));
            case MEMBER_JOINED -> List.of(effect(event.actor(), it -> it.joining(GroupRole.GROUP_ROLE_MEMBER, event)));
            case JOIN_REQUESTED -> List.of(effect(event.actor(), it -> it.asking(event)));
            case JOIN_APPROVED ->
                List.of(effect(
                        change.getJoinApproved().getUser(), it -> it.joining(GroupRole.GROUP_ROLE_MEMBER, event)));
            case JOIN_DECLINED ->
                ofAsking(
                        change.getJoinDeclined().getUser(),
                        it -> it.answered(JoinRequestState.JOIN_REQUEST_STATE_DECLINED));
            case JOIN_WITHDRAWN ->
                ofAsking(event.actor(), it -> it.answered(JoinRequestState.JOIN_REQUEST_STATE_WITHDRAWN));
            case INFO_SET, SETTINGS_SET, DISSOLVED, INVITE_CREATED, INVITE_REVOKED, ANNOUNCEMENT_SET, WHAT_NOT_SET ->
                List.of();
        };
    }

    private List<Effect> created(Row.Event event) {
        List<Effect> effects = new ArrayList<>();
        effects.add(effect(event.actor(), it -> it.joining(GroupRole.GROUP_ROLE_OWNER, event)));
        for (String user : event.change().getCreated().getMembersList()) {
            effects.add(effect(user, it -> it.joining(GroupRole.GROUP_ROLE_MEMBER, event)));
        }
        return effects;
    }

    private List<Effect> transferred(Row.Event event) {
        String user = event.change().getOwnershipTransferred().getUser();
        if (!of(user).isMember()) {
            return List.of();
        }
        return List.of(
                effect(event.actor(), it -> it.as(GroupRole.GROUP_ROLE_ADMIN)),
                effect(user, it -> it.as(GroupRole.GROUP_ROLE_OWNER)));
    }

    private List<Effect> ofMember(String user, UnaryOperator<MemberState> change) {
        return of(user).isMember() ? List.of(effect(user, change)) : List.of();
    }

    private List<Effect> ofAsking(String user, UnaryOperator<MemberState> change) {
        return of(user).isAsking() ? List.of(effect(user, change)) : List.of();
    }

    private Effect effect(String user, UnaryOperator<MemberState> change) {
        MemberState before = of(user);
        return new Effect(user, before, change.apply(before));
    }

    private void put(String user, MemberState state) {
        MemberState before = of(user);
        place(user, state);
        MemberState after = of(user);
        size += (after.isMember() ? 1 : 0) - (before.isMember() ? 1 : 0);
        askingCount += (isCounted(after) ? 1 : 0) - (isCounted(before) ? 1 : 0);
        manages(user, Discretion.mayKnow(after));
    }

    private void manages(String user, boolean isManager) {
        if (isManager && !isOfManyManagers) {
            managers.add(user);
        } else {
            managers.remove(user);
        }
        if (managers.size() > MOST_MANAGERS) {
            isOfManyManagers = true;
            managers.clear();
        }
    }

    private static boolean isCounted(MemberState state) {
        return !state.isMember() && state.isAsking();
    }

    private void place(String user, MemberState state) {
        members.remove(user);
        remembered.remove(user);
        strangers.remove(user);
        if (state.isMember()) {
            members.put(user, state);
        } else if (state.isRemembered()) {
            remembered.put(user, state);
        } else if (isPart) {
            strangers.add(user);
        }
    }
}
