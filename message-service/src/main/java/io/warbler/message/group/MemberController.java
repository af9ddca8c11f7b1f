package io.warbler.message.group;

import io.warbler.boot.security.Principal;
import io.warbler.kernel.ConversationId;
import io.warbler.message.group.GroupRequests.Mute;
import io.warbler.message.group.GroupRequests.Role;
import io.warbler.message.history.PageSize;
import io.warbler.message.history.ProtoJson;
import io.warbler.message.history.ReadGate;
import io.warbler.message.send.IdempotencyKey;
import io.warbler.proto.client.v1.GroupChange;
import io.warbler.proto.client.v1.MemberBanned;
import io.warbler.proto.client.v1.MemberLeft;
import io.warbler.proto.client.v1.MemberMuted;
import io.warbler.proto.client.v1.MemberRemoved;
import io.warbler.proto.client.v1.MemberUnbanned;
import io.warbler.proto.client.v1.MembersAdded;
import io.warbler.proto.client.v1.RoleSet;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Members of groups over REST.
@RestController
@RequestMapping("/v1/conversations/{conversation}")
class MemberController {

    private final GroupChanger groups;
    private final MemberPages members;
    private final ReadGate gate;

    MemberController(GroupChanger groups, MemberPages members, ReadGate gate) {
        this.groups = groups;
        this.members = members;
        this.gate = gate;
    }

    /// One page, in the order of ids.
    @GetMapping("/members")
    ResponseEntity<String> read(
            Principal principal,
            ConversationId conversation,
            @RequestParam(name = "limit", defaultValue = "0") int limit,
            @RequestParam(name = "cursor", defaultValue = "") String cursor) {
        int count = PageSize.count(limit);
        ConversationId group = GroupChanger.group(conversation);
        return ProtoJson.ok(gate.pass("members", () -> members.read(principal.user(), group, cursor, count)));
    }

    /// Adds a friend.
    @PutMapping("/members/{user}")
    ResponseEntity<String> add(
            Principal principal, ConversationId conversation, @PathVariable("user") String user, IdempotencyKey key) {
        var added = MembersAdded.newBuilder().addUsers(user);
        return groups.change(
                principal, conversation, key, GroupChange.newBuilder().setMembersAdded(added));
    }

    /// Removes a member, or leaves.
    @DeleteMapping("/members/{user}")
    ResponseEntity<String> remove(
            Principal principal, ConversationId conversation, @PathVariable("user") String user, IdempotencyKey key) {
        var change = GroupChange.newBuilder();
        if (user.equals("me") || user.equals(principal.user().value())) {
            change.setMemberLeft(MemberLeft.getDefaultInstance());
        } else {
            change.setMemberRemoved(MemberRemoved.newBuilder().setUser(user));
        }
        return groups.change(principal, conversation, key, change);
    }

    /// Makes a member an admin, or an admin a member.
    @PutMapping("/members/{user}/role")
    ResponseEntity<String> setRole(
            Principal principal,
            ConversationId conversation,
            @PathVariable("user") String user,
            IdempotencyKey key,
            @RequestBody Role role) {
        var set = RoleSet.newBuilder().setUser(user).setRole(role.toProto());
        return groups.change(
                principal, conversation, key, GroupChange.newBuilder().setRoleSet(set));
    }

    /// Mutes a member until a time, or no more.
    @PutMapping("/members/{user}/mute")
    ResponseEntity<String> mute(
            Principal principal,
            ConversationId conversation,
            @PathVariable("user") String user,
            IdempotencyKey key,
            @RequestBody Mute mute) {
        var muted = MemberMuted.newBuilder().setUser(user).setUntilMs(mute.time());
        return groups.change(
                principal, conversation, key, GroupChange.newBuilder().setMemberMuted(muted));
    }

    /// Bans a user, who is removed if they are a member.
    @PutMapping("/bans/{user}")
    ResponseEntity<String> ban(
            Principal principal, ConversationId conversation, @PathVariable("user") String user, IdempotencyKey key) {
        var banned = MemberBanned.newBuilder().setUser(user);
        return groups.change(
                principal, conversation, key, GroupChange.newBuilder().setMemberBanned(banned));
    }

    /// Ends a ban.
    @DeleteMapping("/bans/{user}")
    ResponseEntity<String> unban(
            Principal principal, ConversationId conversation, @PathVariable("user") String user, IdempotencyKey key) {
        var unbanned = MemberUnbanned.newBuilder().setUser(user);
        return groups.change(
                principal, conversation, key, GroupChange.newBuilder().setMemberUnbanned(unbanned));
    }
}
