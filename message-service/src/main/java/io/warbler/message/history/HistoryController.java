package io.warbler.message.history;

import io.warbler.boot.security.Principal;
import io.warbler.kernel.ConversationId;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Pages of a conversation over REST.
@RestController
class HistoryController {

    private final ReadGate gate;
    private final HistoryReader history;

    HistoryController(ReadGate gate, HistoryReader history) {
        this.gate = gate;
        this.history = history;
    }

    /// Newest messages, or those before an ordinal, or those after or around a seq.
    @GetMapping("/v1/conversations/{conversation}/messages")
    ResponseEntity<String> read(
            Principal principal,
            ConversationId conversation,
            @RequestParam(name = "before", required = false) @Nullable Long before,
            @RequestParam(name = "afterSeq", required = false) @Nullable Long afterSeq,
            @RequestParam(name = "aroundSeq", required = false) @Nullable Long aroundSeq,
            @RequestParam(name = "limit", defaultValue = "0") int limit) {
        HistoryRange range = ReadErrors.valid(() -> range(before, afterSeq, aroundSeq));
        int count = PageSize.count(limit);
        HistoryPage page = gate.pass("history", () -> history.read(principal.user(), conversation, range, count));
        return ProtoJson.ok(page.toProto(conversation));
    }

    private static HistoryRange range(@Nullable Long before, @Nullable Long afterSeq, @Nullable Long aroundSeq) {
        if (Stream.of(before, afterSeq, aroundSeq).filter(Objects::nonNull).count() > 1) {
            throw ReadErrors.fieldInvalid("before, afterSeq, aroundSeq (expected: one of them at most)");
        }
        if (aroundSeq != null) {
            return new HistoryRange.Around(aroundSeq);
        }
        if (before != null) {
            return new HistoryRange.Before(before);
        }
        return afterSeq == null ? new HistoryRange.Newest() : new HistoryRange.AfterSeq(afterSeq);
    }
}
