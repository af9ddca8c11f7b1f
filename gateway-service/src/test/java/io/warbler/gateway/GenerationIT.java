package io.warbler.gateway;

import static io.warbler.gateway.kit.TestGateway.ALICE;
import static io.warbler.gateway.kit.TestGateway.BOB;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.warbler.gateway.frame.Subprotocol;
import io.warbler.gateway.kit.Frames;
import io.warbler.gateway.kit.Publisher;
import io.warbler.gateway.kit.TestGateway;
import io.warbler.proto.client.v1.ErrorCode;
import io.warbler.proto.client.v1.Message;
import io.warbler.proto.client.v1.ServerFrame;
import io.warbler.proto.delivery.v1.Delivery;
import io.warbler.test.StackConnection;
import io.warbler.test.WarblerStack;
import org.junit.jupiter.api.Test;

@WarblerStack(topics = true)
class GenerationIT {

    @Test
    void olderGenerationIsDroppedAndClientsSyncBeforeItIsConfirmed(StackConnection stack) {
        try (var gateway = TestGateway.start(stack, "warbler.gateway.submit.unknown-after=2s");
                var alice = gateway.login(ALICE, Subprotocol.PROTO)) {
            gateway.message().openGeneration(0, 5);

            alice.expect(ServerFrame::hasResync);
            await().until(() -> gateway.message().confirmations.stream()
                    .anyMatch(confirmed -> confirmed.getPartition() == 0 && confirmed.getGeneration() == 5));
            alice.send(Frames.send(2, BOB, 1, "its verdict is of an older generation"));
            assertThat(alice.answer(2).getError().getCode()).isEqualTo(ErrorCode.OUTCOME_UNKNOWN);

            gateway.publisher.generation = 5;
            gateway.publisher.publish(gateway.node, 0, message("d1", 1));
            assertThat(alice.expect(ServerFrame::hasMessage).getMessage().getSeq())
                    .isEqualTo(1);
            assertThat(alice.seen()).filteredOn(ServerFrame::hasMessage).hasSize(1);
        }
    }

    @Test
    void generationThatIsKnownIsConfirmedWithoutASync(StackConnection stack) {
        try (var gateway = TestGateway.start(stack);
                var alice = gateway.login(ALICE, Subprotocol.PROTO)) {
            gateway.message().openGeneration(0, 5);
            alice.expect(ServerFrame::hasResync);
            gateway.message().openGeneration(0, 5);
            gateway.message().openGeneration(0, 4);
            await().until(() -> gateway.message().confirmations.size() == 3);

            gateway.publisher.generation = 5;
            gateway.publisher.publish(gateway.node, 0, message("d1", 1));
            alice.expect(ServerFrame::hasMessage);
            assertThat(alice.seen()).filteredOn(ServerFrame::hasResync).hasSize(1);
        }
    }

    @Test
    void everyClientSyncsWhenAnInstanceMayHaveToldNobody(StackConnection stack) {
        try (var gateway = TestGateway.start(stack, 2);
                var alice = gateway.login(ALICE, Subprotocol.PROTO);
                var bob = gateway.login(BOB, Subprotocol.JSON)) {
            gateway.messageNodes.getLast().askToResync();

            assertThat(alice.expect(ServerFrame::hasResync).getRequestId()).isZero();
            assertThat(bob.expect(ServerFrame::hasResync).getRequestId()).isZero();
            assertThat(gateway.message().confirmations).isEmpty();
        }
    }

    @Test
    void recordsForOthersAreDropped(StackConnection stack) {
        try (var gateway = TestGateway.start(stack);
                var alice = gateway.login(ALICE, Subprotocol.JSON)) {
            gateway.publisher.publish(gateway.node, 1, message("d1", 1));
            gateway.publisher.publish(gateway.node, 0, message("d1", 2));

            assertThat(alice.expect(ServerFrame::hasMessage).getMessage().getSeq())
                    .isEqualTo(2);
        }
    }

    private static Delivery message(String conversation, long seq) {
        return Publisher.delivery(
                        conversation,
                        seq,
                        Message.newBuilder()
                                .setConversation(conversation)
                                .setSeq(seq)
                                .build())
                .addRecipients(ALICE)
                .build();
    }
}
