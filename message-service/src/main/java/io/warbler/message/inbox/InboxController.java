package io.warbler.message.inbox;

import com.google.protobuf.ByteString;
import io.warbler.boot.security.Principal;
import io.warbler.message.history.PageSize;
import io.warbler.message.history.ProtoJson;
import io.warbler.message.history.ReadErrors;
import io.warbler.message.history.ReadGate;
import io.warbler.proto.client.v1.InboxSection;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// The inbox over REST.
@RestController
class InboxController {

    private final ReadGate gate;
    private final InboxReader inbox;

    InboxController(ReadGate gate, InboxReader inbox) {
        this.gate = gate;
        this.inbox = inbox;
    }

    /// One page; `cursor` is `next` of the page before, in either base64 alphabet.
    @GetMapping("/v1/conversations")
    ResponseEntity<String> read(
            Principal principal,
            @RequestParam(name = "section", defaultValue = "INBOX_SECTION_UNSPECIFIED") String section,
            @RequestParam(name = "limit", defaultValue = "0") int limit,
            @RequestParam(name = "cursor", defaultValue = "") String cursor) {
        var part = ReadErrors.named("section", InboxSection.class, section);
        int count = PageSize.count(limit);
        ByteString after = ReadErrors.cursor(cursor);
        return ProtoJson.ok(gate.pass("inbox", () -> inbox.read(principal.user(), part, count, after)));
    }
}
