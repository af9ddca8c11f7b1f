package io.warbler.message.history;

import io.warbler.boot.security.Principal;
import io.warbler.kernel.ConversationId;
import io.warbler.proto.Limits;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Pages of a conversation over REST.
@RestController
class HistoryController {

    private static final int DEFAULT_LIMIT = 50;

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
            @PathVariable("conversation") String conversation,
            @RequestParam(name = "before", required = false) @Nullable Long before,
            @RequestParam(name = "afterSeq", required = false) @Nullable Long afterSeq,
            @RequestParam(name = "aroundSeq", required = false) @Nullable Long aroundSeq,
            @RequestParam(name = "limit", defaultValue = "0") int limit) {
        ConversationId id = ReadErrors.conversation(conversation);
        HistoryRange range = valid(() -> range(before, afterSeq, aroundSeq));
        int count = ReadErrors.limit(limit, DEFAULT_LIMIT, Limits.MAX_PAGE_SIZE);
        HistoryPage page = gate.pass("history", () -> history.read(principal.user(), id, range, count));
        return ProtoJson.ok(page.toProto(id));
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

    private static HistoryRange valid(Supplier<HistoryRange> range) {
        try {
            return range.get();
        } catch (IllegalArgumentException e) {
            throw ReadErrors.fieldInvalid(String.valueOf(e.getMessage()));
        }
    }
}
