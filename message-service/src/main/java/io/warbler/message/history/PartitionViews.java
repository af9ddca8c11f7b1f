package io.warbler.message.history;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import io.warbler.kernel.ConversationId;
import io.warbler.kernel.LogLayout;
import io.warbler.kernel.Position;
import io.warbler.message.storage.Checkpoints;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.springframework.stereotype.Component;

/// Reads the checkpoints of log partitions, freshly. Blocks; call on a virtual thread.
///
/// Must be read **before** anything cached: an owner whose write to the cache failed says so here before it acks.
@Component
public class PartitionViews {

    private static final Executor VIRTUAL_THREADS = Thread::startVirtualThread;
    private static final String SELECT =
            "SELECT generation, log_offset, cache_valid, cache_process FROM checkpoints WHERE log_partition = ?";

    private final LogLayout layout;
    private final List<SharedRead<PartitionView>> reads = new ArrayList<>();

    PartitionViews(LogLayout layout, CqlSession session) {
        this.layout = layout;
        PreparedStatement select = session.prepare(SELECT);
        for (int partition = 0; partition < layout.partitionCount(); partition++) {
            int number = partition;
            reads.add(new SharedRead<>(
                    () -> view(session.execute(select.bind(number).setIdempotent(true))), VIRTUAL_THREADS));
        }
    }

    /// The partition of one conversation.
    public PartitionView of(ConversationId conversation) {
        return reads.get(layout.partitionOf(conversation)).get().join();
    }

    /// Every partition, in order.
    public List<PartitionView> all() {
        List<CompletableFuture<PartitionView>> running =
                reads.stream().map(SharedRead::get).toList();
        return running.stream().map(CompletableFuture::join).toList();
    }

    /// The number of a conversation's partition.
    public int partitionOf(ConversationId conversation) {
        return layout.partitionOf(conversation);
    }

    /// A row may lack its offset: an owner may distrust the cache before its first checkpoint.
    private static PartitionView view(Iterable<Row> rows) {
        Map<Integer, Long> offsets = new HashMap<>();
        Position newest = Position.START;
        Optional<String> cacheProcess = Optional.empty();
        for (Row row : rows) {
            var position = new Position(row.getInt("generation"), row.getLong("log_offset"));
            offsets.put(position.generation(), position.offset());
            if (!position.isBefore(newest)) {
                newest = position;
                cacheProcess = Checkpoints.cacheProcess(row);
            }
        }
        return new PartitionView(newest, offsets, cacheProcess);
    }
}
