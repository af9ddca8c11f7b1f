package io.warbler.message.fanout;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.warbler.boot.delivery.NodeAddress;
import io.warbler.kernel.Position;
import io.warbler.message.hiding.Hiders;
import io.warbler.message.hiding.MessageHiders;
import io.warbler.message.sequencing.Decision;
import io.warbler.message.sequencing.LogEntry;
import io.warbler.message.sequencing.Row;
import io.warbler.message.sequencing.Verdict;
import io.warbler.proto.client.v1.EventKind;
import io.warbler.proto.client.v1.GroupChange;
import io.warbler.proto.client.v1.MessageChange;
import io.warbler.proto.client.v1.ServerFrame;
import io.warbler.proto.delivery.v1.Delivery;
import io.warbler.proto.log.v1.DirectMembers;
import io.warbler.proto.log.v1.LogRecord;
import io.warbler.proto.log.v1.ReplyTo;
import io.warbler.proto.log.v1.SendId;
import io.warbler.proto.store.v1.GroupState;
import io.warbler.proto.store.v1.Pins;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What becomes of a message is told to all but those who hid it, however many they are.
class HiddenChangeDeliveryTest {

    private static final NodeAddress HERE = new NodeAddress("here", 1);
    private static final NodeAddress THERE = new NodeAddress("there", 2);
    private static final Row.Stamp STAMP = new Row.Stamp("g", new Position(0, 7), 70);
    private static final int KAFKA_TAKES = 1 << 20;

    @Test
    void inALargeGroupThoseWhoHidItAreNamed() {
        var many = IntStream.range(0, MessageHiders.MOST_NAMED)
                .mapToObj("u%032d"::formatted)
                .collect(Collectors.toSet());
        var plan = plan(Hiders.of(many), 2);

        plan.add(0, reaction());

        assertThat(deliveries(plan)).hasSize(2).allSatisfy(it -> {
            assertThat(it.getLocalMembers().getHiddenFromList()).hasSameElementsAs(many);
            assertThat(it.getSerializedSize()).isLessThan(KAFKA_TAKES / 10);
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 200})
    void whenTheyAreTooManyAllAreToldToRead(int largeAbove) throws InvalidProtocolBufferException {
        var plan = plan(Hiders.TOO_MANY, largeAbove);

        plan.add(0, reaction());

        List<Delivery> all = deliveries(plan);
        assertThat(all).hasSize(2);
        assertThat(all.stream().filter(Delivery::hasVerdict)).hasSize(1);
        for (Delivery one : all) {
            var behind = ServerFrame.parseFrom(one.getFrame()).getBehind();
            assertThat(behind.getConversation()).isEqualTo("g");
            assertThat(behind.getLastSeq()).isEqualTo(4);
            assertThat(one.getLocalMembers().getLimitedFrame().isEmpty()).isTrue();
            assertThat(new String(one.getFrame().toByteArray(), StandardCharsets.UTF_8))
                    .doesNotContain("👍");
        }
        assertThat(all).extracting(Delivery::hasLocalMembers).containsOnly(largeAbove < 3);
    }

    private static DeliveryPlan plan(Hiders hiders, int largeAbove) {
        var routes = new Routes(
                Map.of("alice", Set.of(HERE), "bob", Set.of(THERE)),
                Map.of("g", Set.of(HERE, THERE)),
                Set.of(),
                Set.of(),
                true);
        return new DeliveryPlan(routes, Map.of(), Map.of(STAMP, hiders), largeAbove);
    }

    private static List<Delivery> deliveries(DeliveryPlan plan) {
        return plan.records().stream()
                .flatMap(record -> record.getDeliveriesList().stream())
                .toList();
    }

    private static Decision reaction() {
        var change = MessageChange.newBuilder().setTargetSeq(2).setTargetOrdinal(1);
        change.getReactionAddedBuilder().setReaction("👍");
        var event = new Row.Event(
                STAMP,
                4,
                1,
                EventKind.EVENT_KIND_MESSAGE_CHANGE,
                1,
                SendId.newBuilder().setSender("alice").build(),
                ByteString.EMPTY,
                GroupChange.getDefaultInstance(),
                3,
                change.build(),
                ByteString.EMPTY);
        var appended = new Decision.Appended(
                event,
                Row.Counters.none(DirectMembers.getDefaultInstance()),
                GroupState.getDefaultInstance(),
                Pins.getDefaultInstance(),
                Set.of("alice", "bob"),
                Set.of(),
                new Decision.Crowd(3, 0, 1, Map.of(), Map.of(), Set.of()));
        var record = LogRecord.newBuilder()
                .setConversation("g")
                .setReplyTo(ReplyTo.newBuilder().setNode("here").setEpoch(1).setConnection(5))
                .build();
        var entry = new LogEntry(new Position(0, 7), 1, record);
        return new Decision(entry, new Verdict.Accepted(4, 1, 1, "m-1"), appended, List.of(event));
    }
}
