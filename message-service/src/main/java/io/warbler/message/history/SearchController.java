package io.warbler.message.history;

import io.warbler.boot.security.Principal;
import io.warbler.kernel.ConversationId;
import io.warbler.proto.client.v1.MessageKind;
import io.warbler.proto.client.v1.SearchMessages;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Searches in one conversation over REST.
@RestController
class SearchController {

    private final ReadGate gate;
    private final MessageSearch search;

    SearchController(ReadGate gate, MessageSearch search) {
        this.gate = gate;
        this.search = search;
    }

    /// One page; `before` is `nextBeforeOrdinal` of the page before.
    // allow ParameterNumber: one per parameter of the request
    @GetMapping("/v1/conversations/{conversation}/found-messages")
    ResponseEntity<String> find(
            Principal principal,
            ConversationId conversation,
            @RequestParam(name = "sender", defaultValue = "") String sender,
            @RequestParam(name = "kind", defaultValue = "MESSAGE_KIND_UNSPECIFIED") String kind,
            @RequestParam(name = "sentAfterMs", defaultValue = "0") long sentAfterMs,
            @RequestParam(name = "sentBeforeMs", defaultValue = "0") long sentBeforeMs,
            @RequestParam(name = "before", defaultValue = "0") long before,
            @RequestParam(name = "limit", defaultValue = "0") int limit) {
        int count = PageSize.count(limit);
        var query = MessageQuery.of(SearchMessages.newBuilder()
                .setSender(sender)
                .setKind(ReadErrors.named("kind", MessageKind.class, kind))
                .setSentAfterMs(sentAfterMs)
                .setSentBeforeMs(sentBeforeMs)
                .setBeforeOrdinal(before)
                .build());
        return ProtoJson.ok(gate.pass("search", () -> search.find(principal.user(), conversation, query, count)));
    }
}
