package io.warbler.message.simulation;

import io.warbler.kernel.Position;
import io.warbler.message.history.PartitionView;
import io.warbler.message.history.Prefixes;
import io.warbler.message.sequencing.MemberState;
import io.warbler.message.sequencing.Row;
import io.warbler.proto.client.v1.Message;
import io.warbler.proto.log.v1.References;
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

    /// As `HistoryPage`, with what is needed of it.
    record Page(List<Item> items, boolean more, boolean notYet) {

        private static final Page NOTHING = new Page(List.of(), false, false);
        private static final Page NOT_YET = new Page(List.of(), false, true);
    }

    /// A message or another event.
    ///
    /// @param quotedSeq what it answers, if that is shown; else 0
    record Item(long seq, String id, long quotedSeq) {

        /// @param hiddenOrdinal messages up to here are not shown
        private static Item of(Row.Numbered row, long hiddenOrdinal) {
            long quoted = 0;
            if (row instanceof Row.Message message) {
                References references = message.send().getReferences();
                quoted = references.getReplyOrdinal() > hiddenOrdinal ? references.getReplySeq() : 0;
            }
            return new Item(row.seq(), Invariants.id(row), quoted);
        }
    }

    /// What follows a seq; `acked` is the highest seq that had been acked when the question was asked.
    Page after(Cast.Talk talk, String user, long seq, long acked) {
        return talk.isGroup() ? ofGroup(user, seq, acked) : ofDirect(talk, user, seq, acked);
    }

    /// Place, head, place once more, page.
    private Page ofGroup(String user, long seq, long acked) {
        MemberState place = world.store().place(user);
        if (place == null) {
            return Page.NOTHING;
        }
        world.linger();
        PartitionView view = view();
        world.pause();
        long head = place.isMember() ? head(Cast.GROUP, view) : place.leftSeq();
        if (seq > head && place.isMember()) {
            head = storedHead(Cast.GROUP, view);
        }
        world.pause();
        MemberState now =
                world.mutant() == Mutant.PLACE_READ_ONCE ? place : world.store().place(user);
        if (now == null || !now.joined().equals(place.joined())) {
            return Page.NOT_YET;
        }
        if (now.isMember()) {
            requireReached(Cast.GROUP, head, acked);
        } else {
            head = now.leftSeq();
        }
        return seq > head ? Page.NOT_YET : itemsOfGroup(now, seq, head);
    }

    private Page itemsOfGroup(MemberState place, long seq, long head) {
        long from = Math.max(seq + 1, place.joined().seq());
        long to = Math.min(head, from + world.chance().below(8));
        world.pause();
        boolean isOpen = world.plan().inChannel() || world.mutant() == Mutant.PREVIEWS_FOR_EVERYBODY;
        List<Item> items =
                stored(Cast.GROUP, from, to, isOpen ? 0 : place.joined().ordinal());
        return new Page(items, !items.isEmpty() && items.getLast().seq() < head, false);
    }

    /// Messages and events from a seq on, up to the first hole.
    private List<Item> stored(Cast.Talk talk, long from, long to, long hiddenOrdinal) {
        List<Item> items = new ArrayList<>();
        for (long next = from; next <= to; next++) {
            Row.Numbered row = world.store().numbered(talk, next);
            if (row != null) {
                items.add(Item.of(row, hiddenOrdinal));
            } else if (world.mutant() != Mutant.PAGE_NOT_CUT_AT_A_HOLE) {
                break;
            }
        }
        return items;
    }

    private Page ofDirect(Cast.Talk talk, String user, long seq, long acked) {
        if (!world.store().isMember(talk, user)) {
            world.trace(() -> user.charAt(1) + " is no member of talk " + talk.index());
            requireReached(talk, 0, acked);
            return Page.NOTHING;
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
            return Page.NOT_YET;
        }
        long to = Math.min(head, seq + 1 + world.chance().below(8));
        world.pause();
        List<Item> items = world.store().events(talk).isEmpty()
                ? messages(talk, view, seq + 1, to).stream()
                        .map(it -> new Item(it.getSeq(), it.getClientMessageId(), 0))
                        .toList()
                : stored(talk, seq + 1, to, 0);
        return new Page(items, !items.isEmpty() && items.getLast().seq() < head, false);
    }

    /// Where the conversation stands, for somebody who knows nothing of it.
    void newest(Cast.Talk talk, String user, long acked) {
        MemberState place = world.store().place(user);
        boolean isMember = talk.isGroup()
                ? place != null && place.isMember()
                : world.store().isMember(talk, user);
        if (isMember) {
            world.pause();
            PartitionView view = view();
            world.pause();
            long head = head(talk, view);
            world.trace(() -> user.charAt(1) + " finds head " + head + " of talk " + talk.index() + ", acked " + acked);
            boolean isStill = !talk.isGroup() || isMemberNow(user);
            if (isStill) {
                requireReached(talk, head, acked);
            }
        }
    }

    private boolean isMemberNow(String user) {
        MemberState place = world.store().place(user);
        return place != null && place.isMember();
    }

    /// I8, and I1 for whoever asks: what was acked is found.
    private static void requireReached(Cast.Talk talk, long head, long acked) {
        if (head < acked) {
            throw new Violation("I8", "head " + head + " of " + talk.id() + ", acked " + acked);
        }
    }

    private PartitionView view() {
        Registers registers = world.registers();
        var offsets = registers.rows();
        int newest = offsets.keySet().stream().mapToInt(it -> it).max().orElse(0);
        var checkpoint = new Position(newest, offsets.getOrDefault(newest, 0L));
        return new PartitionView(checkpoint, offsets, registers.cacheProcess(newest));
    }

    private boolean isUsable(PartitionView view) {
        return view.cacheProcess().equals(Optional.of(world.redis().process()));
    }

    /// As readers find it, by the partition's row that is read first.
    long head(Cast.Talk talk) {
        PartitionView view = view();
        world.pause();
        return head(talk, view);
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
            return store.highestSeq(talk);
        }
        while (store.numbered(talk, head + 1) != null) {
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
