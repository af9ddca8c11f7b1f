package io.warbler.message.ingress;

import io.warbler.kernel.ConversationId;
import io.warbler.kernel.DirectPair;
import io.warbler.proto.client.v1.GroupChange;
import io.warbler.proto.client.v1.GroupJoinPolicy;
import io.warbler.proto.client.v1.MessageChange;
import io.warbler.proto.client.v1.MessageKind;
import io.warbler.proto.log.v1.Change;
import io.warbler.proto.log.v1.ChangeLimits;
import io.warbler.proto.log.v1.ChangeOfMessage;
import io.warbler.proto.log.v1.DirectMembers;
import io.warbler.proto.log.v1.DirectPolicy;
import io.warbler.proto.log.v1.GroupLimits;
import io.warbler.proto.log.v1.Limits;
import io.warbler.proto.log.v1.LogRecord;
import io.warbler.proto.log.v1.References;
import io.warbler.proto.log.v1.Refusal;
import io.warbler.proto.log.v1.Send;
import io.warbler.proto.log.v1.Target;
import java.util.Optional;

/// Makes records of the log. Everything that a decision needs and that could change later is stamped into them here.
public final class LogRecords {

    /// The version of the decision rules that records are written under. Raised one release after every node knows the
    /// next one.
    private static final int RULES = 1;

    /// The same for records of groups.
    private static final int RULES_OF_GROUPS = 2;

    /// The same for records of messages that refer to something, and of changes of messages.
    private static final int RULES_OF_MESSAGE_FEATURES = 3;

    /// The same for records of joining and of announcements.
    private static final int RULES_OF_JOINING = 4;

    /// The same for polls, and for votes in them.
    private static final int RULES_OF_POLLS = 5;

    /// The same for whatever happens in a channel.
    private static final int RULES_OF_CHANNELS = 6;

    private LogRecords() {}

    /// Who may write between two users.
    public static LogRecord policy(ConversationId conversation, DirectPair members, boolean allowed, long version) {
        var policy = DirectPolicy.newBuilder()
                .setDirect(direct(members))
                .setAllowed(allowed)
                .setVersion(version);
        return record(conversation).setDirectPolicy(policy).build();
    }

    static LogRecord of(Attempt attempt, DirectPair members) {
        var record = record(attempt.conversation()).setReplyTo(attempt.replyTo());
        return switch (attempt.wish()) {
            case Attempt.Append append ->
                record.setRules(rulesOf(append, RULES))
                        .setSend(send(attempt, append).setDirect(direct(members)))
                        .build();
            case Attempt.Refuse refuse ->
                record.setRefusal(refusal(attempt, refuse).setDirect(direct(members)))
                        .build();
            case Attempt.Change _, Attempt.ChangeMessage _, Attempt.Refer _ -> throw unfitting(attempt);
        };
    }

    /// What an attempt in a group says.
    static LogRecord ofGroup(Attempt attempt, Attempt.Wish wish, GroupLimits limits) {
        var record = record(attempt.conversation()).setRules(RULES_OF_GROUPS).setReplyTo(attempt.replyTo());
        return switch (wish) {
            case Attempt.Append append ->
                known(record.setRules(rulesOf(append, RULES_OF_GROUPS)).setSend(send(attempt, append)));
            case Attempt.Refuse refuse -> known(record.setRefusal(refusal(attempt, refuse)));
            case Attempt.Change change ->
                known(record.setRules(rulesOf(change.change()))
                        .setChange(Change.newBuilder()
                                .setId(attempt.id())
                                .setDigest(change.digest())
                                .setChange(change.change())
                                .setLimits(limits)));
            case Attempt.ChangeMessage _, Attempt.Refer _ -> throw unfitting(attempt);
        };
    }

    /// What an attempt at a change of a message says.
    ///
    /// @param members of a DIRECT conversation; empty in a group
    static LogRecord ofMessageChange(
            Attempt attempt,
            Attempt.ChangeMessage asked,
            Optional<DirectPair> members,
            Target target,
            ChangeLimits limits) {
        var change = ChangeOfMessage.newBuilder()
                .setId(attempt.id())
                .setDigest(asked.digest())
                .setChange(asked.change())
                .setBody(asked.body())
                .setMentionsAll(asked.mentionsAll())
                .setTarget(target)
                .setLimits(limits);
        members.map(LogRecords::direct).ifPresent(change::setDirect);
        return known(record(attempt.conversation())
                .setRules(isOfPoll(asked.change()) ? RULES_OF_POLLS : RULES_OF_MESSAGE_FEATURES)
                .setReplyTo(attempt.replyTo())
                .setChangeOfMessage(change));
    }

    /// A refusal, whatever kind of conversation it is in.
    static LogRecord refusal(Attempt attempt, Attempt.Refuse refuse, Optional<DirectPair> members) {
        var refusal = refusal(attempt, refuse);
        members.map(LogRecords::direct).ifPresent(refusal::setDirect);
        return known(record(attempt.conversation())
                .setRules(members.isPresent() ? RULES : RULES_OF_GROUPS)
                .setReplyTo(attempt.replyTo())
                .setRefusal(refusal));
    }

    private static IllegalArgumentException unfitting(Attempt attempt) {
        return new IllegalArgumentException(
                attempt.wish() + " in " + attempt.conversation() + " (expected: to have been looked up before)");
    }

    private static Send.Builder send(Attempt attempt, Attempt.Append append) {
        var send = Send.newBuilder()
                .setId(attempt.id())
                .setDigest(append.digest())
                .setKind(append.kind())
                .setBody(append.body())
                .setLimits(Limits.newBuilder().setMaxBodyBytes(io.warbler.proto.Limits.MAX_BODY_BYTES));
        return isReferring(append) ? send.setReferences(append.references()) : send;
    }

    private static boolean isOfPoll(MessageChange change) {
        return change.hasPollVoted() || change.hasPollClosed();
    }

    /// An owner that does not know references would lose them; one that does not know polls cannot store their kind.
    private static int rulesOf(Attempt.Append append, int otherwise) {
        if (append.kind() == MessageKind.MESSAGE_KIND_POLL) {
            return RULES_OF_POLLS;
        }
        return isReferring(append) ? RULES_OF_MESSAGE_FEATURES : otherwise;
    }

    private static int rulesOf(GroupChange change) {
        return switch (change.getWhatCase()) {
            case MEMBER_JOINED,
                    JOIN_REQUESTED,
                    JOIN_APPROVED,
                    JOIN_DECLINED,
                    JOIN_WITHDRAWN,
                    INVITE_CREATED,
                    INVITE_REVOKED,
                    ANNOUNCEMENT_SET -> RULES_OF_JOINING;
            case CREATED ->
                rulesOf(
                        change.getCreated().getSettings().getJoinPolicy(),
                        !change.getCreated().getSettings().getJoinQuestion().isEmpty());
            case SETTINGS_SET ->
                rulesOf(
                        change.getSettingsSet().getJoinPolicy(),
                        change.getSettingsSet().hasJoinQuestion());
            default -> RULES_OF_GROUPS;
        };
    }

    private static int rulesOf(GroupJoinPolicy policy, boolean withQuestion) {
        boolean isOfJoining = withQuestion || policy != GroupJoinPolicy.GROUP_JOIN_POLICY_UNSPECIFIED;
        return isOfJoining ? RULES_OF_JOINING : RULES_OF_GROUPS;
    }

    private static boolean isReferring(Attempt.Append append) {
        return !append.references().equals(References.getDefaultInstance());
    }

    private static Refusal.Builder refusal(Attempt attempt, Attempt.Refuse refuse) {
        return Refusal.newBuilder()
                .setId(attempt.id())
                .setCode(refuse.code())
                .setDigest(refuse.digest())
                .setDetail(refuse.detail());
    }

    /// An owner that does not know channels would take one for a DIRECT conversation.
    private static LogRecord known(LogRecord.Builder record) {
        return ConversationId.isChannel(record.getConversation())
                ? record.setRules(Math.max(record.getRules(), RULES_OF_CHANNELS))
                        .build()
                : record.build();
    }

    private static LogRecord.Builder record(ConversationId conversation) {
        return LogRecord.newBuilder().setRules(RULES).setConversation(conversation.value());
    }

    private static DirectMembers direct(DirectPair members) {
        return DirectMembers.newBuilder()
                .setLow(members.low().value())
                .setHigh(members.high().value())
                .build();
    }
}
