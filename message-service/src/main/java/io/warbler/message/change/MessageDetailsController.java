package io.warbler.message.change;

import io.warbler.boot.security.Principal;
import io.warbler.kernel.ConversationId;
import io.warbler.message.history.MessageDetails;
import io.warbler.message.history.PageSize;
import io.warbler.message.history.PollVotes;
import io.warbler.message.history.ProtoJson;
import io.warbler.message.history.ReadGate;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// What changes made of messages, in more detail than pages of messages tell.
@RestController
class MessageDetailsController {

    private final ReadGate gate;
    private final MessageDetails details;
    private final PollVotes votes;

    MessageDetailsController(ReadGate gate, MessageDetails details, PollVotes votes) {
        this.gate = gate;
        this.details = details;
        this.votes = votes;
    }

    /// Every version of a message.
    @GetMapping("/v1/conversations/{conversation}/messages/{seq}/edits")
    ResponseEntity<String> edits(Principal principal, ConversationId conversation, @PathVariable("seq") long seq) {
        return ProtoJson.ok(gate.pass("edits", () -> details.versions(principal.user(), conversation, seq)));
    }

    /// Who reacted to a message.
    @GetMapping("/v1/conversations/{conversation}/messages/{seq}/reactions")
    ResponseEntity<String> reactions(
            Principal principal,
            ConversationId conversation,
            @PathVariable("seq") long seq,
            @RequestParam(name = "limit", defaultValue = "0") int limit,
            @RequestParam(name = "cursor", defaultValue = "") String cursor) {
        int count = PageSize.count(limit);
        var page = new MessageDetails.PageOfReactors(cursor, count);
        return ProtoJson.ok(gate.pass("reactions", () -> details.reactors(principal.user(), conversation, seq, page)));
    }

    /// Who voted in a poll.
    @GetMapping("/v1/conversations/{conversation}/messages/{seq}/votes")
    ResponseEntity<String> votes(
            Principal principal,
            ConversationId conversation,
            @PathVariable("seq") long seq,
            @RequestParam(name = "limit", defaultValue = "0") int limit,
            @RequestParam(name = "cursor", defaultValue = "") String cursor) {
        int count = PageSize.count(limit);
        return ProtoJson.ok(gate.pass("votes", () -> votes.read(principal.user(), conversation, seq, cursor, count)));
    }

    /// What is pinned.
    @GetMapping("/v1/conversations/{conversation}/pins")
    ResponseEntity<String> pins(Principal principal, ConversationId conversation) {
        return ProtoJson.ok(gate.pass("pins", () -> details.pins(principal.user(), conversation)));
    }
}
