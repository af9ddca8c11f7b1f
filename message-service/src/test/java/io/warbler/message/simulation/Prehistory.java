package io.warbler.message.simulation;

import com.google.protobuf.ByteString;
import io.warbler.kernel.Position;
import io.warbler.message.sequencing.ConversationState;
import io.warbler.message.sequencing.LogEntry;
import io.warbler.message.sequencing.OutboxKey;
import io.warbler.message.sequencing.OutboxState;
import io.warbler.message.sequencing.Row;
import io.warbler.message.sequencing.Sequencer;
import io.warbler.proto.client.v1.ErrorCode;
import io.warbler.proto.client.v1.GroupChange;
import io.warbler.proto.log.v1.LogRecord;
import io.warbler.proto.log.v1.ReplyTo;
import io.warbler.proto.log.v1.SendId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What happened before a schedule, undisturbed: computed once, shared by all schedules. It brings snapshots,
/// marks and
/// the ends of buckets within reach of a schedule of a few dozen records.
final class Prehistory {

    private static final long START_MS = 1_700_000_000_000L;

    /// Records of each conversation.
    private static final int[][] SIZES = {
        {0, 0, 1}, {1, 1, 3}, {30, 5, 60}, {56, 62, 20}, {118, 60, 124}, {186, 3, 1}, {4_108, 30, 2}
    };

    private static final List<Prehistory> WITH_GROUP = all(false);
    private static final List<Prehistory> WITH_CHANNEL = all(true);

    /// Nothing happened.
    static final Prehistory EMPTY = new Prehistory(new int[] {0, 0, 0}, false);

    private final List<Building> buildings = new ArrayList<>();
    private final Map<String, Long> nextNumbers = new HashMap<>();
    private long offset;

    /// What the store holds of one conversation.
    record Rows(
            List<Row.Message> messages,
            List<Row> verdicts,
            List<Row.Snapshot> snapshots,
            List<Row.OutboxMark> marks,
            Set<String> members,
            List<Row.Event> events,
            List<Row.GroupMember> places,
            List<Row.GroupMembership> ownPlaces) {

        private Rows() {
            this(
                    new ArrayList<>(),
                    new ArrayList<>(),
                    new ArrayList<>(),
                    new ArrayList<>(),
                    new LinkedHashSet<>(),
                    new ArrayList<>(),
                    new ArrayList<>(),
                    new ArrayList<>());
        }
    }

    private record Building(Cast.Talk talk, ConversationState state, Rows rows) {}

    private Prehistory(int[] size, boolean withChannel) {
        for (Cast.Talk talk : Cast.talks(withChannel)) {
            var building = new Building(talk, new ConversationState(talk.id()), new Rows());
            Cast.DEVICES.forEach(
                    it -> building.state().restore(new OutboxKey(it.user(), it.outbox()), new OutboxState()));
            buildings.add(building);
            for (int i = 0; i < size[talk.index()]; i++) {
                decide(building, i == 0 ? first(talk) : record(talk, i, size[talk.index()]));
            }
        }
    }

    static Prehistory draw(Chance chance, boolean withChannel) {
        List<Prehistory> all = withChannel ? WITH_CHANNEL : WITH_GROUP;
        // the long one costs most and shows only what happens at the end of a bucket
        return chance.oneIn(40) ? all.getLast() : all.get(chance.below(all.size() - 1));
    }

    private static List<Prehistory> all(boolean withChannel) {
        List<Prehistory> all = new ArrayList<>();
        for (int[] size : SIZES) {
            all.add(new Prehistory(size, withChannel));
        }
        return List.copyOf(all);
    }

    Rows rows(Cast.Talk talk) {
        return buildings.get(talk.index()).rows();
    }

    /// The first offset that is not decided.
    long end() {
        return offset;
    }

    long endMs() {
        return START_MS + offset;
    }

    /// The first number that an outbox did not use.
    long nextNumber(Cast.Device device, Cast.Talk talk) {
        return nextNumbers.getOrDefault(device.name() + talk.index(), 1L);
    }

    private static LogRecord first(Cast.Talk talk) {
        return talk.isGroup() ? change(talk, "group", Changes.created(Cast.BOB)) : Records.policy(talk, true, 1);
    }

    private static LogRecord change(Cast.Talk talk, String outbox, GroupChange what) {
        var id = SendId.newBuilder()
                .setSender(Cast.ALICE)
                .setOutbox(Cast.outbox(outbox))
                .setNumber(1)
                .setClientMessageId("old-" + outbox)
                .build();
        return Records.change(talk, id, what, ReplyTo.getDefaultInstance());
    }

    /// Devices take turns; the laptop's last send is long ago.
    private LogRecord record(Cast.Talk talk, int index, int size) {
        if (talk.isGroup() && index % 15 == 11) {
            return change(talk, "change" + index, Changes.title("title " + index));
        }
        List<Cast.Device> devices = Cast.DEVICES.stream()
                .filter(it -> talk.isGroup() ? !it.user().equals(Cast.CAROL) : talk.concerns(it.user()))
                .filter(it -> index < size / 3 || !it.name().equals("laptop"))
                .toList();
        Cast.Device device = devices.get(index % devices.size());
        long number = nextNumbers.merge(device.name() + talk.index(), 2L, (known, _) -> known + 1) - 1;
        var id = SendId.newBuilder()
                .setSender(device.user())
                .setOutbox(device.outbox())
                .setNumber(number)
                .setClientMessageId("old-" + device.name() + number)
                .build();
        return index % 20 == 7
                ? Records.refusal(talk, id, ErrorCode.SEND_WITHDRAWN, ReplyTo.getDefaultInstance())
                : Records.send(talk, id, ByteString.copyFromUtf8("old " + index), ReplyTo.getDefaultInstance());
    }

    private void decide(Building building, LogRecord record) {
        var entry = new LogEntry(new Position(0, offset), START_MS + offset, record);
        offset++;
        if (record.hasChange()) {
            building.state().restore(OutboxKey.of(record.getChange().getId()), new OutboxState());
        }
        for (Row row : Sequencer.decide(building.state(), entry).rows()) {
            switch (row) {
                case Row.Message message -> building.rows().messages().add(message);
                case Row.Refusal refusal -> building.rows().verdicts().add(refusal);
                case Row.Policy policy -> building.rows().verdicts().add(policy);
                case Row.Snapshot snapshot -> building.rows().snapshots().add(snapshot);
                case Row.OutboxMark mark -> building.rows().marks().add(mark);
                case Row.Membership membership -> building.rows().members().add(membership.user());
                case Row.Bucket _, Row.Mention _ -> {}
                case Row.Event event -> building.rows().events().add(event);
                case Row.GroupMember place -> building.rows().places().add(place);
                case Row.GroupMembership place -> building.rows().ownPlaces().add(place);
                case Row.TargetState _, Row.ChangedMessage _, Row.ErasedEdit _ ->
                    throw new IllegalStateException("row: " + row + " (expected: no message was changed before)");
            }
        }
    }
}
