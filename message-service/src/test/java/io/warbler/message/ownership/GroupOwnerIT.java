package io.warbler.message.ownership;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.ByteString;
import io.warbler.kernel.ConversationId;
import io.warbler.kernel.UserId;
import io.warbler.message.edge.EdgeHarness;
import io.warbler.proto.client.v1.ErrorCode;
import io.warbler.proto.client.v1.GroupChange;
import io.warbler.proto.client.v1.MessageKind;
import io.warbler.proto.client.v1.ServerFrame;
import io.warbler.proto.log.v1.Change;
import io.warbler.proto.log.v1.GroupLimits;
import io.warbler.proto.log.v1.Limits;
import io.warbler.proto.log.v1.LogRecord;
import io.warbler.proto.log.v1.ReplyTo;
import io.warbler.proto.log.v1.Send;
import io.warbler.proto.log.v1.SendId;
import io.warbler.test.StackConnection;
import io.warbler.test.StackExtension;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.context.ConfigurableApplicationContext;

/// What becomes of a group when its owner restarts and when the whole log is lost.
class GroupOwnerIT {

    private static final ByteString CREATION = ByteString.copyFromUtf8("0123456789abcdef");

    @RegisterExtension
    static final StackExtension STACK = StackExtension.with("message").withTopics();

    private final StackConnection stack = STACK.connection();
    private final UserId alice = EdgeHarness.newUser();
    private final UserId bob = EdgeHarness.newUser();
    private final UserId carol = EdgeHarness.newUser();
    private final String group =
            ConversationId.group(alice, CREATION.toByteArray()).value();
    private int requests;

    @Test
    void groupGoesOnAfterARestartAndAfterTheLossOfTheLog() {
        try (var harness = new OwnerHarness(stack)) {
            ConfigurableApplicationContext service = harness.start();
            create(harness);
            int number = talk(harness, 0, 40);
            service.close();
            number = talk(harness, number, 70);
            service = harness.start();
            remove(harness, bob);
            awaitAnswer(harness, requests);
            service.close();
            harness.loseLog();
            service = harness.start();
            int last = talk(harness, number, 100);
            int afterRemoval = send(harness, bob, last + 1);
            ServerFrame answer = awaitAnswer(harness, afterRemoval);
            service.close();

            assertThat(answer.getError().getCode()).isEqualTo(ErrorCode.CONVERSATION_UNKNOWN);
            assertThat(seqs("messages")).hasSize(100);
            assertThat(Stream.concat(seqs("messages").stream(), seqs("events").stream())
                            .sorted())
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(1, 100 + 10 + 2).boxed().toList());
        }
    }

    private void create(OwnerHarness harness) {
        var change = GroupChange.newBuilder();
        change.getCreatedBuilder().addMembers(bob.value()).addMembers(carol.value());
        change.getCreatedBuilder().getInfoBuilder().setTitle("Friends");
        harness.append(change(alice, CREATION, change));
    }

    /// Messages of Alice up to a number, a change after every tenth; returns the number when all are answered.
    private int talk(OwnerHarness harness, int from, int to) {
        for (int number = from + 1; number <= to; number++) {
            send(harness, alice, number);
            if (number % 10 == 0) {
                var change = GroupChange.newBuilder();
                change.getInfoSetBuilder().setDescription("after " + number);
                harness.append(change(alice, ByteString.copyFromUtf8("change-after-" + (100 + number)), change));
            }
        }
        return to;
    }

    private int send(OwnerHarness harness, UserId sender, int number) {
        var send = Send.newBuilder()
                .setId(id(sender, ByteString.copyFrom(new byte[16]), number))
                .setDigest(ByteString.copyFromUtf8("digest " + number))
                .setKind(MessageKind.MESSAGE_KIND_TEXT)
                .setLimits(Limits.newBuilder().setMaxBodyBytes(65_536));
        // the removed one starts an outbox of their own
        if (!sender.equals(alice)) {
            send.setId(id(sender, ByteString.copyFrom(new byte[16]), 1));
        }
        harness.append(record().setSend(send).build());
        return requests;
    }

    private void remove(OwnerHarness harness, UserId user) {
        var change = GroupChange.newBuilder();
        change.getMemberRemovedBuilder().setUser(user.value());
        harness.append(change(alice, ByteString.copyFromUtf8("remove-a-member."), change));
    }

    private LogRecord change(UserId actor, ByteString outbox, GroupChange.Builder change) {
        return record().setChange(Change.newBuilder()
                        .setId(id(actor, outbox, 1))
                        .setDigest(change.build().toByteString())
                        .setChange(change)
                        .setLimits(GroupLimits.newBuilder().setMaxMembers(200)))
                .build();
    }

    private static SendId id(UserId user, ByteString outbox, long number) {
        return SendId.newBuilder()
                .setSender(user.value())
                .setOutbox(outbox)
                .setNumber(number)
                .setClientMessageId("m" + number)
                .build();
    }

    private LogRecord.Builder record() {
        return LogRecord.newBuilder()
                .setRules(2)
                .setConversation(group)
                .setReplyTo(ReplyTo.newBuilder()
                        .setNode(OwnerHarness.GATEWAY)
                        .setEpoch(OwnerHarness.EPOCH)
                        .setConnection(1)
                        .setRequestId(++requests));
    }

    private ServerFrame awaitAnswer(OwnerHarness harness, int request) {
        return await().atMost(Duration.ofSeconds(40))
                .until(() -> harness.verdicts(group, request), answers -> !answers.isEmpty())
                .getFirst();
    }

    private List<Long> seqs(String table) {
        return stack
                .session("message")
                .execute("SELECT seq FROM " + table + " WHERE conversation = ? AND bucket = 0", group)
                .all()
                .stream()
                .map(row -> row.getLong("seq"))
                .toList();
    }
}
