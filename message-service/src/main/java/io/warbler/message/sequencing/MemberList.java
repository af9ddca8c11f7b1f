package io.warbler.message.sequencing;

import io.warbler.proto.client.v1.GroupChange;
import io.warbler.proto.client.v1.GroupRole;
import io.warbler.proto.client.v1.JoinRequestState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Who belongs to a group, and of whom else it remembers something; moved on by events alone.
final class MemberList {

    private static final int PLACES_PER_OUTBOX = 16;

    private final Map<String, MemberState> members = new HashMap<>();
    private final Map<String, MemberState> remembered = new HashMap<>();
    /// Replaced, never changed: decisions keep it. Null while nobody needed it.
    private @Nullable Set<String> ids;

    /// What an event did to one user.
    record Effect(String user, MemberState before, MemberState after) {

        /// Whether the user could see the group before or can after.
        boolean concernsMember() {
            return before.isMember() || after.isMember();
        }
    }

    /// Takes up a stored place.
    void restore(String user, MemberState state) {
        put(user, state);
        ids = null;
    }

    /// The user's place as far as the group remembers it.
    MemberState of(String user) {
        return members.getOrDefault(user, remembered.getOrDefault(user, MemberState.NONE));
    }

    /// The members; does not change.
    Set<String> ids() {
        Set<String> known = ids == null ? Set.copyOf(members.keySet()) : ids;
        ids = known;
        return known;
    }

    /// Everybody's place, unless there are more members than that.
    Map<String, MemberState> all(int atMost) {
        return members.size() > atMost ? Map.of() : Map.copyOf(members);
    }

    boolean contains(String user) {
        return members.containsKey(user);
    }

    int size() {
        return members.size();
    }

    /// How many requests to join wait.
    long askingCount() {
        return remembered.values().stream().filter(MemberState::isAsking).count();
    }

    /// In places as large as an outbox with its verdicts; a place takes some hundred bytes.
    int weight() {
        return (members.size() + remembered.size() + PLACES_PER_OUTBOX - 1) / PLACES_PER_OUTBOX;
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
        int size = members.size();
        for (Effect effect : effects(event)) {
            size += effect.after().isMember() ? 1 : 0;
            size -= effect.before().isMember() ? 1 : 0;
        }
        return size;
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
        members.remove(user);
        remembered.remove(user);
        if (state.isMember()) {
            members.put(user, state);
        } else if (state.isRemembered()) {
            remembered.put(user, state);
        }
    }
}
