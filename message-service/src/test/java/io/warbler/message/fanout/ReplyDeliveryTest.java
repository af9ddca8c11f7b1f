package io.warbler.message.fanout;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import io.warbler.boot.delivery.NodeAddress;
import io.warbler.kernel.Position;
import io.warbler.message.hiding.Hiders;
import io.warbler.message.sequencing.Decision;
import io.warbler.message.sequencing.LogEntry;
import io.warbler.message.sequencing.Row;
import io.warbler.message.sequencing.Verdict;
import io.warbler.proto.client.v1.MessageKind;
import io.warbler.proto.client.v1.ReplyPreview;
import io.warbler.proto.client.v1.ServerFrame;
import io.warbler.proto.delivery.v1.Delivery;
import io.warbler.proto.log.v1.DirectMembers;
import io.warbler.proto.log.v1.LogRecord;
import io.warbler.proto.log.v1.ReplyTo;
import io.warbler.proto.log.v1.Send;
import io.warbler.proto.store.v1.GroupState;
import io.warbler.proto.store.v1.Pins;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// A reply shows what it answers only to those who can read that.
class ReplyDeliveryTest {

    private static final NodeAddress HERE = new NodeAddress("here", 1);
    private static final NodeAddress THERE = new NodeAddress("there", 2);
    private static final Row.Stamp STAMP = new Row.Stamp("g", new Position(0, 7), 70);
    private static final ReplyPreview PREVIEW = ReplyPreview.newBuilder()
            .setSeq(2)
            .setOrdinal(1)
            .setSender("bob")
            .setKind(MessageKind.MESSAGE_KIND_TEXT)
            .setText("canary")
            .build();

    private static final ReplyPreview WITHOUT_TEXT =
            ReplyPreview.newBuilder().setSeq(2).setOrdinal(1).build();

    @Test
    void recipientsOfOneNodeGetWhatTheyMaySee() throws InvalidProtocolBufferException {
        var plan = new DeliveryPlan(routes(), Map.of(STAMP, PREVIEW), Map.of(), 200);

        plan.add(0, reply());

        List<Delivery> here = deliveries(plan, "here");
        assertThat(here).hasSize(2);
        assertThat(here.getFirst().getRecipientsList()).containsExactly("alice");
        assertThat(reply(here.getFirst())).isEqualTo(PREVIEW);
        assertThat(here.getFirst().hasVerdict()).isTrue();
        assertThat(here.getLast().getRecipientsList()).containsExactly("late");
        assertThat(here.getLast().hasVerdict()).isFalse();
        assertThat(new String(here.getLast().toByteArray(), StandardCharsets.ISO_8859_1))
                .doesNotContain("canary", "bob");
    }

    @Test
    void inALargeGroupGatewaysLearnWhatWhoeverJoinedLaterMaySee() throws InvalidProtocolBufferException {
        var plan = new DeliveryPlan(routes(), Map.of(STAMP, PREVIEW), Map.of(), 2);

        plan.add(0, reply());

        Delivery here = deliveries(plan, "here").getFirst();
        assertThat(reply(here)).isEqualTo(PREVIEW);
        assertThat(here.getLocalMembers().getTargetSeq()).isEqualTo(2);
        ServerFrame limited = ServerFrame.parseFrom(here.getLocalMembers().getLimitedFrame());
        assertThat(limited.getMessage().getReply()).isEqualTo(WITHOUT_TEXT);
        assertThat(limited.getMessage().getSeq()).isEqualTo(4);
    }

    @Test
    void whoHidTheMessageIsNotShownIt() throws InvalidProtocolBufferException {
        var plan = new DeliveryPlan(
                routes(), Map.of(STAMP, PREVIEW), Map.of(STAMP, Hiders.of(Set.of("bob", "gone"))), 200);

        plan.add(0, reply());

        Delivery there = deliveries(plan, "there").getFirst();
        assertThat(there.getRecipientsList()).containsExactly("bob");
        assertThat(reply(there)).isEqualTo(WITHOUT_TEXT);
        assertThat(reply(deliveries(plan, "here").getFirst())).isEqualTo(PREVIEW);
    }

    @Test
    void inALargeGroupGatewaysLearnWhoHidTheMessage() throws InvalidProtocolBufferException {
        var plan = new DeliveryPlan(routes(), Map.of(STAMP, PREVIEW), Map.of(STAMP, Hiders.of(Set.of("bob"))), 2);

        plan.add(0, reply());

        Delivery there = deliveries(plan, "there").getFirst();
        assertThat(reply(there)).isEqualTo(PREVIEW);
        assertThat(there.getLocalMembers().getHiddenFromList()).containsExactly("bob");
        ServerFrame limited = ServerFrame.parseFrom(there.getLocalMembers().getLimitedFrame());
        assertThat(limited.getMessage().getReply()).isEqualTo(WITHOUT_TEXT);
    }

    @Test
    void whenTooManyHidTheMessageNobodyIsShownItAndNobodyIsNamed() throws InvalidProtocolBufferException {
        for (int largeAbove : List.of(2, 200)) {
            var plan = new DeliveryPlan(routes(), Map.of(STAMP, PREVIEW), Map.of(STAMP, Hiders.TOO_MANY), largeAbove);

            plan.add(0, reply());

            List<Delivery> here = deliveries(plan, "here");
            assertThat(here).hasSize(1);
            assertThat(reply(here.getFirst())).isEqualTo(WITHOUT_TEXT);
            assertThat(here.getFirst().getLocalMembers().getHiddenFromList()).isEmpty();
            assertThat(here.getFirst().hasVerdict()).isTrue();
        }
    }

    @Test
    void withoutAPreviewThereIsOneDelivery() throws InvalidProtocolBufferException {
        var plan = new DeliveryPlan(routes(), Map.of(), Map.of(), 200);

        plan.add(0, reply());

        List<Delivery> here = deliveries(plan, "here");
        assertThat(here).hasSize(1);
        assertThat(here.getFirst().getRecipientsList()).containsExactlyInAnyOrder("alice", "late");
        assertThat(reply(here.getFirst())).isEqualTo(WITHOUT_TEXT);
        assertThat(here.getFirst().hasVerdict()).isTrue();
    }

    private static Routes routes() {
        return new Routes(
                Map.of("alice", Set.of(HERE), "late", Set.of(HERE), "bob", Set.of(THERE)),
                Map.of("g", Set.of(HERE, THERE)),
                Set.of(),
                Set.of(),
                true);
    }

    private static List<Delivery> deliveries(DeliveryPlan plan, String node) {
        return plan.records().stream()
                .filter(record -> record.getNode().equals(node))
                .flatMap(record -> record.getDeliveriesList().stream())
                .toList();
    }

    private static ReplyPreview reply(Delivery delivery) throws InvalidProtocolBufferException {
        return ServerFrame.parseFrom(delivery.getFrame()).getMessage().getReply();
    }

    private static Decision reply() {
        var send = Send.newBuilder();
        send.getReferencesBuilder().setReplySeq(2).setReplyOrdinal(1);
        send.getIdBuilder().setSender("alice");
        var record = LogRecord.newBuilder()
                .setConversation("g")
                .setReplyTo(ReplyTo.newBuilder().setNode("here").setEpoch(1).setConnection(5))
                .setSend(send)
                .build();
        var message = new Row.Message(STAMP, 4, 2, MessageKind.MESSAGE_KIND_TEXT, 1, record.getSend());
        var appended = new Decision.Appended(
                message,
                Row.Counters.none(DirectMembers.getDefaultInstance()),
                GroupState.getDefaultInstance(),
                Pins.getDefaultInstance(),
                Set.of("alice", "late", "bob"),
                Set.of("late"),
                new Decision.Crowd(3, 0, 2, Map.of(), Map.of(), Set.of()));
        var entry = new LogEntry(new Position(0, 7), 1, record);
        return new Decision(entry, new Verdict.Accepted(4, 2, 1, "m-1"), appended, List.of(message));
    }
}
