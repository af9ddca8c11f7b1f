package io.warbler.message.fanout;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import io.warbler.boot.delivery.NodeAddress;
import io.warbler.proto.client.v1.Behind;
import io.warbler.proto.client.v1.ServerFrame;
import io.warbler.proto.delivery.v1.DeliveryRecord;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DeliveryPlanTest {

    private static final NodeAddress HERE = new NodeAddress("here", 1);
    private static final NodeAddress THERE = new NodeAddress("there", 2);

    @Test
    void membersOfARepairedConversationAreToldHowFarTheyCanRead() throws InvalidProtocolBufferException {
        var repaired = new RepairedConversation(3, 2, "conversation", 12, 0, 2, Set.of("alice", "bob"), Map.of());

        List<DeliveryRecord> records = PlannedDeliveries.of(
                List.of(),
                List.of(repaired),
                Map.of("alice", Set.of(HERE), "bob", Set.of(HERE), "carol", Set.of(THERE)),
                Set.of());

        assertThat(records).hasSize(1);
        DeliveryRecord record = records.getFirst();
        assertThat(record.getNode()).isEqualTo("here");
        assertThat(record.getPartition()).isEqualTo(3);
        assertThat(record.getGeneration()).isEqualTo(2);
        var delivery = record.getDeliveries(0);
        assertThat(delivery.getRecipientsList()).containsExactlyInAnyOrder("alice", "bob");
        assertThat(delivery.getSeq()).isEqualTo(12);
        assertThat(ServerFrame.parseFrom(delivery.getFrame()).getBehind())
                .isEqualTo(Behind.newBuilder()
                        .setConversation("conversation")
                        .setLastSeq(12)
                        .build());
    }
}
