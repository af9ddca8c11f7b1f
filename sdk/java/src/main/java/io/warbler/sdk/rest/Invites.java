package io.warbler.sdk.rest;

import io.warbler.proto.client.v1.InviteMade;
import io.warbler.proto.client.v1.JoinRequests;
import io.warbler.sdk.group.GroupChanged;
import io.warbler.sdk.group.GroupJoined;
import io.warbler.sdk.group.GroupPreview;
import io.warbler.sdk.group.Invite;
import io.warbler.sdk.group.InviteLink;
import io.warbler.sdk.group.JoinProtos;
import io.warbler.sdk.group.JoinRequest;
import io.warbler.sdk.group.JoinRequestPage;
import io.warbler.sdk.group.MadeInvite;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Invites of groups, for owner and admins, and the way in by them. As in {@link Groups}, a change whose outcome is not
 * known is repeated under its key. Refusals have codes such as {@code INVITE_UNKNOWN}, {@code INVITE_EXPIRED}, {@code
 * GROUP_CLOSED}, {@code GROUP_FULL}, {@code MEMBER_BANNED} or {@code JOIN_REQUEST_OPEN}.
 */
public final class Invites {

    private final GroupCalls calls;

    Invites(SessionCalls calls) {
        this.calls = new GroupCalls(calls);
    }

    /**
     * Makes an invite.
     *
     * @param expiresAt null: never
     * @param maxUses so many may join or ask by it; 0: any number
     */
    public MadeInvite make(String conversation, @Nullable Instant expiresAt, int maxUses) {
        Map<String, Object> terms = new LinkedHashMap<>();
        if (expiresAt != null) {
            terms.put("expiresAtMs", String.valueOf(expiresAt.toEpochMilli()));
        }
        if (maxUses != 0) {
            terms.put("maxUses", maxUses);
        }
        var call = GroupCalls.keyed(Call.post(GroupCalls.path(conversation) + "/invites", terms));
        InviteMade made = calls.askOnce(call, InviteMade.newBuilder()).build();
        Optional<InviteLink> link = made.getToken().isEmpty()
                ? Optional.empty()
                : Optional.of(new InviteLink(conversation, made.getToken()));
        return new MadeInvite(JoinProtos.fromProto(made.getInvite()), link);
    }

    /** All that were not revoked. */
    public List<Invite> list(String conversation) {
        var call = Call.get(GroupCalls.path(conversation) + "/invites");
        return calls.answer(call, io.warbler.proto.client.v1.Invites.newBuilder()).getInvitesList().stream()
                .map(JoinProtos::fromProto)
                .toList();
    }

    /** Nobody comes in by it any more. */
    public GroupChanged revoke(String conversation, long invite) {
        return calls.changeOnce(Call.delete(GroupCalls.path(conversation) + "/invites/" + invite));
    }

    /** What the holder of an invite sees of the group. */
    public GroupPreview preview(InviteLink link) {
        var call = Call.post(GroupCalls.path(link.conversation()) + "/preview", Map.of("token", link.token()));
        return JoinProtos.fromProto(calls.answer(call, io.warbler.proto.client.v1.GroupPreview.newBuilder())
                .build());
    }

    /**
     * Joins, or asks to be let in.
     *
     * @param answer to the group's question; may be empty when it asks none
     */
    public GroupJoined join(InviteLink link, String answer) {
        var call = GroupCalls.keyed(Call.post(
                GroupCalls.path(link.conversation()) + "/join", Map.of("token", link.token(), "answer", answer)));
        var joined = calls.askOnce(call, io.warbler.proto.client.v1.GroupJoined.newBuilder());
        return new GroupJoined(
                joined.getConversation(),
                joined.getSeq(),
                Instant.ofEpochMilli(joined.getChangedAtMs()),
                joined.getMember());
    }

    /** What became of the user's own request; {@code JOIN_REQUEST_UNKNOWN} when there never was one. */
    public JoinRequest request(String conversation) {
        return JoinProtos.fromProto(calls.answer(
                        Call.get(GroupCalls.path(conversation) + "/join-request"),
                        io.warbler.proto.client.v1.JoinRequest.newBuilder())
                .build());
    }

    /** Takes the user's own request back. */
    public GroupChanged withdraw(String conversation) {
        return calls.changeOnce(Call.delete(GroupCalls.path(conversation) + "/join-request"));
    }

    /**
     * Some of the requests that wait.
     *
     * @param limit 1 to 100
     * @param next of the page before; empty for the first
     */
    public JoinRequestPage requests(String conversation, int limit, String next) {
        var call = Call.get(GroupCalls.path(conversation) + "/join-requests?limit=" + limit + "&cursor="
                + GroupCalls.encoded(next));
        JoinRequests page = calls.answer(call, JoinRequests.newBuilder()).build();
        return new JoinRequestPage(
                page.getRequestsList().stream().map(JoinProtos::fromProto).toList(), page.getNext());
    }

    /** Lets in who asked. */
    public GroupChanged approve(String conversation, String user) {
        return calls.changeOnce(Call.put(request(conversation, user)));
    }

    /** Does not let in who asked; they may ask again. */
    public GroupChanged decline(String conversation, String user) {
        return calls.changeOnce(Call.delete(request(conversation, user)));
    }

    private static String request(String conversation, String user) {
        return GroupCalls.path(conversation) + "/join-requests/" + GroupCalls.encoded(user);
    }
}
