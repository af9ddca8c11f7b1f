package io.warbler.message.history;

import io.warbler.kernel.ConversationId;
import io.warbler.proto.store.v1.ConversationHead;
import java.util.List;
import org.springframework.stereotype.Component;

/// Finds how many timeline messages stand at or below a seq. Blocks; call on a virtual thread.
///
/// Seqs count all events, ordinals only messages, and both are dense: with k other events so far, the ordinal of seq s
/// lies between s − k and s. So no read is needed while there are none, and log₂(k) reads otherwise.
@Component
public class OrdinalReader {

    private final Timeline timeline;

    OrdinalReader(Timeline timeline) {
        this.timeline = timeline;
    }

    /// The ordinal of the last message at or below `seq`; 0 when there is none. `seq` is clamped to the head.
    public long ordinalAt(ConversationHead head, long seq) {
        if (seq >= head.getSeq()) {
            return head.getOrdinal();
        }
        long otherEvents = head.getSeq() - head.getOrdinal();
        long low = Math.max(0, seq - otherEvents);
        long high = Math.min(seq, head.getOrdinal());
        var conversation = new ConversationId(head.getConversation());
        while (low < high) {
            long middle = (low + high + 1) >>> 1;
            if (seqAt(conversation, middle) <= seq) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }

    private long seqAt(ConversationId conversation, long ordinal) {
        List<TimelineRow> row = timeline.range(conversation, ordinal, ordinal);
        return row.isEmpty() ? Long.MAX_VALUE : row.getFirst().message().getSeq();
    }
}
