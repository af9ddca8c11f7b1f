package io.warbler.message.ingress;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.warbler.kernel.ConversationId;
import io.warbler.kernel.DirectPair;
import io.warbler.kernel.UserId;
import io.warbler.proto.client.v1.ErrorCode;
import io.warbler.proto.client.v1.GroupChange;
import io.warbler.proto.client.v1.MemberJoined;
import io.warbler.proto.client.v1.MembersAdded;
import io.warbler.proto.client.v1.MessageChange;
import io.warbler.proto.client.v1.MessageKind;
import io.warbler.proto.client.v1.PollVoted;
import io.warbler.proto.client.v1.ReactionAdded;
import io.warbler.proto.log.v1.ChangeLimits;
import io.warbler.proto.log.v1.GroupLimits;
import io.warbler.proto.log.v1.LogRecord;
import io.warbler.proto.log.v1.References;
import io.warbler.proto.log.v1.ReplyTo;
import io.warbler.proto.log.v1.SendId;
import io.warbler.proto.log.v1.Target;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// By which rules records are to be decided: the lowest that know what they say, for an owner stops at what it does not
/// know.
class LogRecordsTest {

    private static final UserId ALICE = new UserId("u" + "a".repeat(32));
    private static final UserId BOB = new UserId("u" + "b".repeat(32));
    private static final DirectPair PAIR = DirectPair.of(ALICE, BOB);
    private static final ConversationId DIRECT = ConversationId.direct(PAIR);
    private static final ConversationId GROUP = ConversationId.group(ALICE, new byte[16]);
    private static final ConversationId CHANNEL = ConversationId.channel(ALICE, new byte[16]);
    private static final ByteString DIGEST = ByteString.copyFromUtf8("digest");
    private static final GroupLimits LIMITS =
            GroupLimits.newBuilder().setMaxMembers(7).build();
    private static final Attempt.Refuse REFUSAL =
            new Attempt.Refuse(ErrorCode.REPLY_TARGET_UNKNOWN, DIGEST, "what was wrong");

    @Test
    void refusalCarriesTheRulesOfItsConversation() {
        assertThat(LogRecords.of(attempt(DIRECT, REFUSAL), PAIR).getRules()).isEqualTo(1);
        assertThat(LogRecords.ofGroup(attempt(GROUP, REFUSAL), REFUSAL, LIMITS).getRules())
                .isEqualTo(2);
        assertThat(LogRecords.ofGroup(attempt(CHANNEL, REFUSAL), REFUSAL, LIMITS)
                        .getRules())
                .isEqualTo(6);
    }

    /// What was asked for may be of newer rules; that it is refused is of the conversation's own.
    @Test
    void refusalOfAChangeOfAMessageCarriesTheRulesOfItsConversation() {
        assertThat(LogRecords.refusal(attempt(DIRECT, REFUSAL), REFUSAL, Optional.of(PAIR))
                        .getRules())
                .isEqualTo(1);
        assertThat(LogRecords.refusal(attempt(GROUP, REFUSAL), REFUSAL, Optional.empty())
                        .getRules())
                .isEqualTo(2);
        assertThat(LogRecords.refusal(attempt(CHANNEL, REFUSAL), REFUSAL, Optional.empty())
                        .getRules())
                .isEqualTo(6);
    }

    @Test
    void refusalSaysWhoseItIsAndWhy() {
        LogRecord direct = LogRecords.refusal(attempt(DIRECT, REFUSAL), REFUSAL, Optional.of(PAIR));
        LogRecord inGroup = LogRecords.refusal(attempt(GROUP, REFUSAL), REFUSAL, Optional.empty());

        assertThat(direct.getRefusal().getDirect().getLow()).isEqualTo(ALICE.value());
        assertThat(direct.getRefusal().getDirect().getHigh()).isEqualTo(BOB.value());
        assertThat(inGroup.getRefusal().hasDirect()).isFalse();
        assertThat(inGroup.getConversation()).isEqualTo(GROUP.value());
        assertThat(inGroup.getReplyTo().getRequestId()).isEqualTo(3);
        assertThat(inGroup.getRefusal().getId().getNumber()).isEqualTo(5);
        assertThat(inGroup.getRefusal().getCode()).isEqualTo(ErrorCode.REPLY_TARGET_UNKNOWN);
        assertThat(inGroup.getRefusal().getDigest()).isEqualTo(DIGEST);
        assertThat(inGroup.getRefusal().getDetail()).isEqualTo("what was wrong");
    }

    @Test
    void sendCarriesTheLowestRulesThatKnowIt() {
        var plain = append(MessageKind.MESSAGE_KIND_TEXT, References.getDefaultInstance());
        var reply = append(
                MessageKind.MESSAGE_KIND_TEXT,
                References.newBuilder().setReplySeq(1).build());
        var poll = append(MessageKind.MESSAGE_KIND_POLL, References.getDefaultInstance());

        assertThat(LogRecords.of(attempt(DIRECT, plain), PAIR).getRules()).isEqualTo(1);
        assertThat(LogRecords.of(attempt(DIRECT, reply), PAIR).getRules()).isEqualTo(3);
        assertThat(LogRecords.of(attempt(DIRECT, poll), PAIR).getRules()).isEqualTo(5);
        assertThat(rulesInGroup(plain)).isEqualTo(2);
        assertThat(rulesInGroup(reply)).isEqualTo(3);
        assertThat(rulesInGroup(poll)).isEqualTo(5);
        assertThat(LogRecords.ofGroup(attempt(CHANNEL, plain), plain, LIMITS).getRules())
                .isEqualTo(6);
    }

    @Test
    void changeCarriesTheLowestRulesThatKnowItAndTheLimitsOfNow() {
        var adding = new Attempt.Change(
                GroupChange.newBuilder()
                        .setMembersAdded(MembersAdded.newBuilder().addUsers(BOB.value()))
                        .build(),
                DIGEST);
        var joining = new Attempt.Change(
                GroupChange.newBuilder()
                        .setMemberJoined(MemberJoined.getDefaultInstance())
                        .build(),
                DIGEST);

        assertThat(rulesInGroup(adding)).isEqualTo(2);
        assertThat(rulesInGroup(joining)).isEqualTo(4);
        assertThat(LogRecords.ofGroup(attempt(GROUP, adding), adding, LIMITS)
                        .getChange()
                        .getLimits())
                .isEqualTo(LIMITS);
    }

    @Test
    void changeOfAMessageCarriesTheLowestRulesThatKnowIt() {
        var reaction = MessageChange.newBuilder()
                .setReactionAdded(ReactionAdded.newBuilder().setReaction("r"))
                .build();
        var vote = MessageChange.newBuilder()
                .setPollVoted(PollVoted.newBuilder().addOptions(1))
                .build();

        assertThat(changing(DIRECT, reaction)).isEqualTo(3);
        assertThat(changing(GROUP, vote)).isEqualTo(5);
        assertThat(changing(CHANNEL, reaction)).isEqualTo(6);
    }

    private static int changing(ConversationId conversation, MessageChange change) {
        var wish = new Attempt.ChangeMessage(change, ByteString.EMPTY, false, DIGEST);
        return LogRecords.ofMessageChange(
                        attempt(conversation, wish),
                        wish,
                        conversation.isGroup() ? Optional.empty() : Optional.of(PAIR),
                        Target.getDefaultInstance(),
                        ChangeLimits.getDefaultInstance())
                .getRules();
    }

    private static int rulesInGroup(Attempt.Wish wish) {
        return LogRecords.ofGroup(attempt(GROUP, wish), wish, LIMITS).getRules();
    }

    private static Attempt.Append append(MessageKind kind, References references) {
        return new Attempt.Append(kind, ByteString.copyFromUtf8("body"), DIGEST, references);
    }

    private static Attempt attempt(ConversationId conversation, Attempt.Wish wish) {
        var id = SendId.newBuilder().setSender(ALICE.value()).setNumber(5).build();
        var replyTo = ReplyTo.newBuilder().setNode("gateway").setRequestId(3).build();
        return new Attempt(replyTo, id, ALICE, conversation, Optional.empty(), wish);
    }
}
