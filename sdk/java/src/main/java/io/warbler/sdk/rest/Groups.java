package io.warbler.sdk.rest;

import com.google.protobuf.Message;
import io.warbler.proto.client.v1.GroupMembers;
import io.warbler.proto.client.v1.InboxEntry;
import io.warbler.sdk.group.GroupChanged;
import io.warbler.sdk.group.GroupMember;
import io.warbler.sdk.group.GroupMemberPage;
import io.warbler.sdk.group.GroupProtos;
import io.warbler.sdk.group.GroupRole;
import io.warbler.sdk.group.GroupView;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Conversations of many. A change whose outcome is not known is repeated under its key for some seconds, so it takes
 * effect once at most. A refusal is a {@link WarblerApiException} with its code, for example {@code GROUP_FORBIDDEN},
 * {@code GROUP_FULL}, {@code MEMBER_NOT_FRIEND}, {@code GROUP_UNCHANGED} for what is so already, or {@code
 * CONVERSATION_UNKNOWN} for a group of which the user is no member.
 *
 * <p>Every member is told of every change by {@code WarblerListener.onEvent}. Messages are sent to a group like to every
 * conversation: {@code WarblerClient.send(conversation, text)}.
 */
public final class Groups {

    private static final int PAGE = 100;

    private final GroupCalls calls;
    private final Clock clock;

    Groups(SessionCalls calls, Clock clock) {
        this.calls = new GroupCalls(calls);
        this.clock = clock;
    }

    /** Creates a group or channel, whose owner the user is; again with the same draft: returns the same group. */
    public GroupChanged create(GroupDraft draft) {
        return change(Call.post(GroupCalls.CONVERSATIONS, draft.fields()).withKey(draft.key()));
    }

    /** The user's view of a group of which they are or were a member. */
    public GroupView view(String conversation) {
        return GroupProtos.fromProto(answer(Call.get(path(conversation)), InboxEntry.newBuilder())
                .build()
                .getGroup());
    }

    /**
     * Some of the members.
     *
     * @param limit 1 to 100
     * @param next of the page before; empty for the first
     */
    public GroupMemberPage members(String conversation, int limit, String next) {
        var call = Call.get(path(conversation) + "/members?limit=" + limit + "&cursor=" + encoded(next));
        return GroupProtos.fromProto(answer(call, GroupMembers.newBuilder()).build());
    }

    /** All members, 100,000 at most (a page per 100), in the order of their ids. Those of a channel are for owner and admins: {@code GROUP_FORBIDDEN}. */
    public List<GroupMember> members(String conversation) {
        var all = new ArrayList<GroupMember>();
        String next = "";
        do {
            GroupMemberPage page = members(conversation, PAGE, next);
            all.addAll(page.members());
            next = page.next();
        } while (!next.isEmpty());
        return List.copyOf(all);
    }

    /** Makes a friend a member. */
    public GroupChanged add(String conversation, String user) {
        return changeOnce(Call.put(member(conversation, user)));
    }

    /** Removes a member of a lower role. */
    public GroupChanged remove(String conversation, String user) {
        return changeOnce(Call.delete(member(conversation, user)));
    }

    /** Ends the user's own membership; the owner cannot: {@code GROUP_OWNER_BOUND}. */
    public GroupChanged leave(String conversation) {
        return changeOnce(Call.delete(member(conversation, "me")));
    }

    /** Makes a member an admin, or an admin a member. */
    public GroupChanged setRole(String conversation, String user, GroupRole role) {
        if (role != GroupRole.ADMIN && role != GroupRole.MEMBER) {
            throw new IllegalArgumentException("role: " + role + " (expected: ADMIN or MEMBER)");
        }
        return changeOnce(Call.put(member(conversation, user) + "/role", Map.of("role", "GROUP_ROLE_" + role.name())));
    }

    /** Keeps a member from sending for some time, by this device's clock. */
    public GroupChanged mute(String conversation, String user, Duration time) {
        return muteUntil(conversation, user, clock.instant().plus(time));
    }

    /** Keeps a member from sending until some time. */
    public GroupChanged muteUntil(String conversation, String user, Instant until) {
        return mute(conversation, user, until.toEpochMilli());
    }

    /** Lets a muted member send again. */
    public GroupChanged unmute(String conversation, String user) {
        return mute(conversation, user, 0);
    }

    /** Keeps a user, member or not, from being added; a member is removed by it. */
    public GroupChanged ban(String conversation, String user) {
        return changeOnce(Call.put(path(conversation) + "/bans/" + encoded(user)));
    }

    /** Ends a ban. */
    public GroupChanged unban(String conversation, String user) {
        return changeOnce(Call.delete(path(conversation) + "/bans/" + encoded(user)));
    }

    /** Changes title, description or avatar. */
    public GroupChanged change(String conversation, GroupProfileChange change) {
        return changeOnce(Call.patch(path(conversation), change.fields()));
    }

    /** Changes rules. */
    public GroupChanged change(String conversation, GroupSettingsChange change) {
        return changeOnce(Call.patch(path(conversation), Map.of("settings", change.fields())));
    }

    /** Sets what stands on top of the group; empty: nothing does. */
    public GroupChanged announce(String conversation, String text) {
        return changeOnce(Call.put(path(conversation) + "/announcement", Map.of("text", text)));
    }

    /** Makes another member the owner; the user is an admin afterwards. */
    public GroupChanged transfer(String conversation, String user) {
        return changeOnce(Call.post(path(conversation) + "/owner", Map.of("user", user)));
    }

    /** Ends the group for good; members keep what they can read. */
    public GroupChanged dissolve(String conversation) {
        return changeOnce(Call.delete(path(conversation)));
    }

    private GroupChanged mute(String conversation, String user, long untilMillis) {
        return changeOnce(
                Call.put(member(conversation, user) + "/mute", Map.of("untilMs", String.valueOf(untilMillis))));
    }

    private GroupChanged changeOnce(Call call) {
        return calls.changeOnce(call);
    }

    private GroupChanged change(Call keyed) {
        return calls.change(keyed);
    }

    private <B extends Message.Builder> B answer(Call call, B answer) {
        return calls.answer(call, answer);
    }

    private static String member(String conversation, String user) {
        return path(conversation) + "/members/" + encoded(user);
    }

    private static String path(String conversation) {
        return GroupCalls.path(conversation);
    }

    private static String encoded(String text) {
        return GroupCalls.encoded(text);
    }
}
