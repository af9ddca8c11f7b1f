package io.warbler.message.group;

import io.warbler.boot.security.Principal;
import io.warbler.kernel.ConversationId;
import io.warbler.message.history.PageSize;
import io.warbler.message.history.ProtoJson;
import io.warbler.message.history.ReadGate;
import io.warbler.message.send.IdempotencyKey;
import io.warbler.proto.client.v1.GroupChange;
import io.warbler.proto.client.v1.JoinApproved;
import io.warbler.proto.client.v1.JoinDeclined;
import io.warbler.proto.client.v1.JoinWithdrawn;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Requests to join groups over REST.
@RestController
@RequestMapping("/v1/conversations/{conversation}")
class JoinRequestController {

    private final GroupChanger groups;
    private final WaitingRequests requests;
    private final ReadGate gate;

    JoinRequestController(GroupChanger groups, WaitingRequests requests, ReadGate gate) {
        this.groups = groups;
        this.requests = requests;
        this.gate = gate;
    }

    /// What became of the user's own request.
    @GetMapping("/join-request")
    ResponseEntity<String> readOwn(Principal principal, ConversationId conversation) {
        ConversationId group = GroupChanger.group(conversation);
        return ProtoJson.ok(gate.pass("join-request", () -> requests.own(principal.user(), group)));
    }

    /// Takes the user's own request back.
    @DeleteMapping("/join-request")
    ResponseEntity<String> withdraw(Principal principal, ConversationId conversation, IdempotencyKey key) {
        return groups.change(
                principal,
                conversation,
                key,
                GroupChange.newBuilder().setJoinWithdrawn(JoinWithdrawn.getDefaultInstance()));
    }

    /// One page of those that wait.
    @GetMapping("/join-requests")
    ResponseEntity<String> list(
            Principal principal,
            ConversationId conversation,
            @RequestParam(name = "limit", defaultValue = "0") int limit,
            @RequestParam(name = "cursor", defaultValue = "") String cursor) {
        int count = PageSize.count(limit);
        ConversationId group = GroupChanger.group(conversation);
        return ProtoJson.ok(gate.pass("join-requests", () -> requests.read(principal.user(), group, cursor, count)));
    }

    /// Lets in who asked.
    @PutMapping("/join-requests/{user}")
    ResponseEntity<String> approve(
            Principal principal, ConversationId conversation, @PathVariable("user") String user, IdempotencyKey key) {
        var approved = JoinApproved.newBuilder().setUser(user);
        return groups.change(
                principal, conversation, key, GroupChange.newBuilder().setJoinApproved(approved));
    }

    /// Does not let in who asked.
    @DeleteMapping("/join-requests/{user}")
    ResponseEntity<String> decline(
            Principal principal, ConversationId conversation, @PathVariable("user") String user, IdempotencyKey key) {
        var declined = JoinDeclined.newBuilder().setUser(user);
        return groups.change(
                principal, conversation, key, GroupChange.newBuilder().setJoinDeclined(declined));
    }
}
