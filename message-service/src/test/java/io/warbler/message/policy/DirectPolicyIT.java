package io.warbler.message.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.Status;
import io.warbler.kernel.ConversationId;
import io.warbler.kernel.DirectPair;
import io.warbler.kernel.UserId;
import io.warbler.message.edge.EdgeHarness;
import io.warbler.message.edge.LogTail;
import io.warbler.message.edge.SharedWhole;
import io.warbler.proto.message.v1.ApplyDirectPolicyRequest;
import io.warbler.proto.message.v1.ApplyDirectPolicyResponse;
import io.warbler.proto.message.v1.DirectPolicyServiceGrpc;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class DirectPolicyIT extends SharedWhole {

    private final UserId alice = EdgeHarness.newUser();
    private final UserId bob = EdgeHarness.newUser();
    private LogTail log;

    @BeforeAll
    void openLog() {
        log = new LogTail(harness);
    }

    @AfterAll
    void stop() {
        log.close();
    }

    @Test
    void answerMeansThatItIsStored() {
        // the partition may not have an owner yet: then the caller is told to repeat
        var response = Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .ignoreExceptions()
                .until(() -> apply(bob.value(), alice.value(), 4), it -> true);

        var conversation = ConversationId.direct(DirectPair.of(alice, bob));
        assertThat(storedVersions(conversation)).containsExactly(4L);
        apply(alice.value(), bob.value(), 4);
        apply(alice.value(), bob.value(), 3);
        apply(alice.value(), bob.value(), 5);
        assertThat(storedVersions(conversation)).containsExactly(5L, 4L);
        assertThat(response.getConversation()).isEqualTo(conversation.value());
        var policy = log.await(conversation, 4).getFirst().getDirectPolicy();
        assertThat(policy.getVersion()).isEqualTo(4);
        assertThat(policy.getAllowed()).isFalse();
        assertThat(policy.getDirect().getLow())
                .isEqualTo(DirectPair.of(alice, bob).low().value());
    }

    @Test
    void wrongPairsAndVersionsAreRefused() {
        assertInvalid("bob", alice.value(), 1);
        assertInvalid(alice.value(), alice.value(), 1);
        assertInvalid(alice.value(), bob.value(), 0);
    }

    private List<Long> storedVersions(ConversationId conversation) {
        return harness
                .stack()
                .session("message")
                .execute("SELECT version FROM verdicts WHERE conversation = ?", conversation.value())
                .all()
                .stream()
                .map(row -> row.getLong("version"))
                .toList();
    }

    private void assertInvalid(String one, String other, long version) {
        assertThatThrownBy(() -> apply(one, other, version))
                .satisfies(
                        it -> assertThat(Status.fromThrowable(it).getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT));
    }

    private ApplyDirectPolicyResponse apply(String one, String other, long version) {
        return DirectPolicyServiceGrpc.newBlockingStub(harness.channel())
                .applyDirectPolicy(ApplyDirectPolicyRequest.newBuilder()
                        .setOne(one)
                        .setOther(other)
                        .setAllowed(false)
                        .setVersion(version)
                        .build());
    }
}
