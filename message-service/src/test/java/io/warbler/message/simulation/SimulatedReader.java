package io.warbler.message.simulation;

import io.warbler.kernel.Position;
import io.warbler.message.history.PartitionView;
import io.warbler.message.history.Prefixes;
import io.warbler.message.sequencing.Row;
import io.warbler.proto.client.v1.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads pages as the product does: membership, the partition's row, the head, then the messages; others act in
/// between.
final class SimulatedReader {

    private final World world;

    SimulatedReader(World world) {
        this.world = world;
    }

    /// As `HistoryPage`.
    record Page(List<Message> messages, boolean more, boolean notYet) {}

    /// What follows a seq; `acked` is the highest seq that had been acked when the question was asked.
    Page after(Cast.Talk talk, String user, long seq, long acked) {
        if (!world.store().isMember(talk, user)) {
            requireReached(talk, 0, acked);
            return new Page(List.of(), false, false);
        }
        world.pause();
        PartitionView view = view();
        world.pause();
        long head = head(talk, view);
        if (seq > head) {
            head = storedHead(talk, view);
        }
        requireReached(talk, head, acked);
        if (seq > head) {
            return new Page(List.of(), false, true);
        }
        long to = Math.min(head, seq + 1 + world.chance().below(8));
        world.pause();
        List<Message> messages = messages(talk, view, seq + 1, to);
        return new Page(messages, !messages.isEmpty() && messages.getLast().getSeq() < head, false);
    }

    /// I8, and I1 for whoever asks: what was acked is found.
    private static void requireReached(Cast.Talk talk, long head, long acked) {
        if (head < acked) {
            throw new Violation("I8", "head " + head + " of " + talk.id() + ", acked " + acked);
        }
    }

    private PartitionView view() {
        Registers registers = world.registers();
        var offsets = registers.offsets();
        int newest = offsets.keySet().stream().mapToInt(it -> it).max().orElse(0);
        var checkpoint = new Position(newest, offsets.getOrDefault(newest, 0L));
        return new PartitionView(checkpoint, offsets, registers.cacheProcess(newest));
    }

    private boolean isUsable(PartitionView view) {
        return view.cacheProcess().equals(Optional.of(world.redis().process()));
    }

    private long head(Cast.Talk talk, PartitionView view) {
        long cached = isUsable(view) ? world.redis().head(talk) : 0;
        return cached > 0 ? cached : storedHead(talk, view);
    }

    /// The newest complete snapshot, moved forward over what follows it without a hole.
    private long storedHead(Cast.Talk talk, PartitionView view) {
        SimulatedStore store = world.store();
        long head = 0;
        for (Row.Snapshot snapshot : store.snapshots(talk)) {
            if (Prefixes.isComplete(view, snapshot.stamp().position())) {
                head = snapshot.counters().seq();
            }
        }
        world.pause();
        if (world.mutant() == Mutant.PAGE_NOT_CUT_AT_A_HOLE) {
            return store.highest(talk);
        }
        while (store.message(talk, head + 1) != null) {
            head++;
        }
        return head;
    }

    private List<Message> messages(Cast.Talk talk, PartitionView view, long from, long to) {
        List<Message> cached = isUsable(view) ? tail(talk, from, to) : List.of();
        if (!cached.isEmpty() && isUsable(view)) {
            return cached;
        }
        List<Message> stored = new ArrayList<>();
        for (long ordinal = from; ordinal <= to; ordinal++) {
            add(stored, world.store().message(talk, ordinal));
        }
        return world.mutant() == Mutant.PAGE_NOT_CUT_AT_A_HOLE ? stored : Prefixes.dense(from, stored);
    }

    /// All of the range or nothing.
    private List<Message> tail(Cast.Talk talk, long from, long to) {
        List<Message> messages = new ArrayList<>();
        for (long ordinal = from; ordinal <= to; ordinal++) {
            add(messages, world.redis().tail(talk, ordinal));
        }
        return messages.size() == to - from + 1 ? messages : List.of();
    }

    private static void add(List<Message> messages, Row.@Nullable Message row) {
        if (row != null) {
            messages.add(Message.newBuilder()
                    .setSeq(row.seq())
                    .setOrdinal(row.ordinal())
                    .setSender(row.send().getId().getSender())
                    .setClientMessageId(Invariants.id(row))
                    .build());
        }
    }
}
