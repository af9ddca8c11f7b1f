package io.warbler.message.inbox;

import com.google.protobuf.ByteString;
import io.warbler.boot.security.Principal;
import io.warbler.message.history.PageSize;
import io.warbler.message.history.ProtoJson;
import io.warbler.message.history.ReadErrors;
import io.warbler.message.history.ReadGate;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Mentions of the user over REST.
@RestController
class MentionController {

    private final ReadGate gate;
    private final MentionReader mentions;

    MentionController(ReadGate gate, MentionReader mentions) {
        this.gate = gate;
        this.mentions = mentions;
    }

    /// One page; `cursor` is `next` of the page before, in either base64 alphabet.
    @GetMapping("/v1/mentions")
    ResponseEntity<String> read(
            Principal principal,
            @RequestParam(name = "limit", defaultValue = "0") int limit,
            @RequestParam(name = "cursor", defaultValue = "") String cursor) {
        int count = PageSize.count(limit);
        ByteString after = ReadErrors.cursor(cursor);
        return ProtoJson.ok(gate.pass("mentions", () -> mentions.read(principal.user(), count, after)));
    }
}
