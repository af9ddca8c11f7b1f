package io.warbler.message.fanout;

import io.warbler.kernel.ConversationId;
import io.warbler.message.history.ReplyPreviews;
import io.warbler.message.sequencing.Decision;
import io.warbler.message.sequencing.Row;
import io.warbler.proto.client.v1.ReplyPreview;
import io.warbler.proto.log.v1.References;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/// Looks up what the messages of a batch answer, while their routes are read. A batch without replies costs nothing.
///
/// For a moment only, however many they are: a preview that is late is left out of the live frame, and readers of
/// the history get it.
@Component
class AnsweredMessages {

    private static final long PATIENCE_MS = 50;
    private static final int READS_AT_ONCE = 32;
    private static final Executor VIRTUAL_THREADS = Thread::startVirtualThread;

    private final ReplyPreviews previews;
    private final Semaphore permits = new Semaphore(READS_AT_ONCE);

    AnsweredMessages(ReplyPreviews previews) {
        this.previews = previews;
    }

    /// Begins to read.
    Lookup of(Collection<Decision> decisions) {
        Map<Row.Stamp, CompletableFuture<Optional<ReplyPreview>>> reads = new HashMap<>();
        for (Decision decision : decisions) {
            if (isReply(decision)) {
                var conversation = new ConversationId(decision.record().getConversation());
                References references = decision.record().getSend().getReferences();
                long seq = Objects.requireNonNull(decision.appended()).event().seq();
                reads.put(
                        stamp(decision),
                        CompletableFuture.supplyAsync(() -> read(conversation, seq, references), VIRTUAL_THREADS)
                                .completeOnTimeout(Optional.empty(), PATIENCE_MS, TimeUnit.MILLISECONDS));
            }
        }
        return new Lookup(reads);
    }

    private Optional<ReplyPreview> read(ConversationId conversation, long seq, References references) {
        if (!permits.tryAcquire()) {
            return Optional.empty();
        }
        try {
            return previews.find(conversation, seq, references);
        } finally {
            permits.release();
        }
    }

    private static boolean isReply(Decision decision) {
        return decision.appended() != null
                && decision.record().getSend().getReferences().getReplySeq() != 0;
    }

    private static Row.Stamp stamp(Decision decision) {
        return Objects.requireNonNull(decision.appended()).event().stamp();
    }

    /// Reads that are under way.
    record Lookup(Map<Row.Stamp, CompletableFuture<Optional<ReplyPreview>>> reads) {

        /// What was found in time, by the message that answers.
        Map<Row.Stamp, ReplyPreview> found() {
            Map<Row.Stamp, ReplyPreview> found = new HashMap<>();
            reads.forEach((stamp, read) -> found(read).ifPresent(preview -> found.put(stamp, preview)));
            return found;
        }

        private static Optional<ReplyPreview> found(CompletableFuture<Optional<ReplyPreview>> read) {
            try {
                return read.join();
            } catch (CompletionException _) {
                return Optional.empty();
            }
        }
    }
}
