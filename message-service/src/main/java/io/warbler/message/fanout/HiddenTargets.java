package io.warbler.message.fanout;

import io.warbler.kernel.ConversationId;
import io.warbler.message.hiding.Hiders;
import io.warbler.message.hiding.MessageHiders;
import io.warbler.message.sequencing.Decision;
import io.warbler.message.sequencing.Row;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.springframework.stereotype.Component;

/// Looks up who hid the messages that a batch changes or answers, while its routes are read: they are told no more of
/// them than who may not see them. A batch of plain messages costs nothing.
///
/// Unlike a preview, it is waited for: what would be told too much could not be taken back.
@Component
class HiddenTargets {

    private final MessageHiders hiders;

    HiddenTargets(MessageHiders hiders) {
        this.hiders = hiders;
    }

    /// Begins to read.
    Lookup of(Collection<Decision> decisions) {
        Map<Row.Stamp, CompletableFuture<Hiders>> reads = new HashMap<>();
        for (Decision decision : decisions) {
            long seq = targetSeq(decision);
            if (seq > 0) {
                Row.Stamp stamp =
                        Objects.requireNonNull(decision.appended()).event().stamp();
                var conversation = new ConversationId(stamp.conversation());
                reads.put(stamp, hiders.of(conversation, seq).toCompletableFuture());
            }
        }
        return new Lookup(reads);
    }

    /// The message that the decision's event is about; 0: none.
    private static long targetSeq(Decision decision) {
        if (decision.appended() == null) {
            return 0;
        }
        return switch (decision.appended().event()) {
            case Row.Event change -> change.messageChange().getTargetSeq();
            case Row.Message _ -> decision.record().getSend().getReferences().getReplySeq();
        };
    }

    /// Reads that are under way.
    record Lookup(Map<Row.Stamp, CompletableFuture<Hiders>> reads) {

        /// Who hid the message that an event is about, by the event; events of whose messages nobody did are left out.
        Map<Row.Stamp, Hiders> found() {
            Map<Row.Stamp, Hiders> found = new HashMap<>();
            reads.forEach((stamp, read) -> {
                Hiders hiders = read.join();
                if (!hiders.equals(Hiders.NONE)) {
                    found.put(stamp, hiders);
                }
            });
            return found;
        }
    }
}
