package io.warbler.message.ingress;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import io.warbler.kernel.ConversationId;
import io.warbler.kernel.DirectPair;
import io.warbler.kernel.UserId;
import io.warbler.proto.Limits;
import io.warbler.proto.client.v1.ChangeMessage;
import io.warbler.proto.client.v1.Error;
import io.warbler.proto.client.v1.ErrorCode;
import io.warbler.proto.client.v1.GroupChange;
import io.warbler.proto.client.v1.SendMessage;
import io.warbler.proto.client.v1.WithdrawSend;
import io.warbler.proto.log.v1.ReplyTo;
import io.warbler.proto.log.v1.SendId;
import io.warbler.proto.message.v1.ChangeGroup;
import io.warbler.proto.message.v1.Submission;
import java.util.Optional;
import java.util.regex.Pattern;

/// What can be decided about a submission by looking at nothing else: its form.
///
/// A wrong identity (ids, outbox, number) leaves nothing to bind a verdict to, so it is refused here and consumes
/// nothing. A wrong body of a well-formed send uses up its number: that refusal is for the sequencer to give.
final class SubmissionCheck {

    private static final Pattern CLIENT_MESSAGE_ID =
            Pattern.compile("[A-Za-z0-9_-]{1," + Limits.MAX_CLIENT_MESSAGE_ID_LENGTH + "}");

    private SubmissionCheck() {}

    static Checked check(Submission submission, String node, long epoch) {
        String user = submission.getPrincipal().getUser();
        if (!UserId.isValid(user)) {
            return failed("principal.user", "u and 32 hexadecimal digits");
        }
        var replyTo = ReplyTo.newBuilder()
                .setNode(node)
                .setEpoch(epoch)
                .setConnection(submission.getConnection())
                .setRequestId(submission.getRequestId())
                .build();
        var form =
                new Form(replyTo, new UserId(user), submission.getPrincipal().getDevice(), submission.getIntegrator());
        return switch (submission.getWhatCase()) {
            case SEND -> send(submission.getSend(), form);
            case WITHDRAW -> withdrawal(submission.getWithdraw(), form);
            case CHANGE -> change(submission.getChange(), form);
            case CHANGE_MESSAGE -> messageChange(submission.getChangeMessage(), form);
            case WHAT_NOT_SET -> failed("what", "send, withdraw or a change");
        };
    }

    private static Checked send(SendMessage send, Form form) {
        var id = form.id(send.getOutbox(), send.getNumber(), send.getClientMessageId());
        return switch (send.getToCase()) {
            case USER -> form.toUser(send.getUser(), id, () -> SendWish.of(send, id.getSender()));
            case CONVERSATION ->
                form.toConversation(send.getConversation(), id, () -> SendWish.of(send, id.getSender()));
            case TO_NOT_SET -> failed("to", "user or conversation");
        };
    }

    private static Checked withdrawal(WithdrawSend withdrawal, Form form) {
        var id = form.id(withdrawal.getOutbox(), withdrawal.getNumber(), withdrawal.getClientMessageId());
        return switch (withdrawal.getToCase()) {
            case USER -> form.toUser(withdrawal.getUser(), id, SubmissionCheck::withdrawn);
            case CONVERSATION -> form.toConversation(withdrawal.getConversation(), id, SubmissionCheck::withdrawn);
            case TO_NOT_SET -> failed("to", "user or conversation");
        };
    }

    /// A wrong change is refused here: it is asked for over REST, where a number has no followers.
    private static Checked change(ChangeGroup asked, Form form) {
        if (!ConversationId.isValid(asked.getConversation()) || !ConversationId.isGroup(asked.getConversation())) {
            return failed("conversation", "g or c and 32 hexadecimal digits");
        }
        var group = new ConversationId(asked.getConversation());
        Optional<Error> wrong = ChangeCheck.wrong(asked.getChange())
                .or(() -> group.isChannel() ? ChannelCheck.wrong(asked.getChange()) : Optional.empty());
        if (wrong.isPresent()) {
            return new Checked.Failed(Refusals.in(group, wrong.get()));
        }
        byte[] outbox = asked.getOutbox().toByteArray();
        if (asked.getChange().hasCreated() && !ConversationId.isCreatedBy(form.sender(), outbox, group.value())) {
            return failed("conversation", "the id that follows from the sender and the outbox");
        }
        GroupChange canonical = canonical(asked.getChange());
        var id = form.id(asked.getOutbox(), asked.getNumber(), asked.getClientMessageId());
        return form.passed(
                group,
                Optional.empty(),
                id,
                () -> new Attempt.Change(canonical, SendDigest.ofChange(digested(canonical))));
    }

    private static Checked messageChange(ChangeMessage asked, Form form) {
        var id = form.id(asked.getOutbox(), asked.getNumber(), asked.getClientMessageId());
        return switch (asked.getToCase()) {
            case USER -> form.toUser(asked.getUser(), id, () -> ChangeWish.of(asked.getChange(), false));
            case CONVERSATION -> {
                boolean inGroup = ConversationId.isGroup(asked.getConversation());
                yield form.toConversation(asked.getConversation(), id, () -> ChangeWish.of(asked.getChange(), inGroup));
            }
            case TO_NOT_SET -> failed("to", "user or conversation");
        };
    }

    /// Every attempt at an invite has another token; whichever is logged first counts.
    private static ByteString digested(GroupChange change) {
        var digested = change.toBuilder();
        if (change.hasInviteCreated()) {
            digested.getInviteCreatedBuilder().clearTokenHash();
        }
        return digested.build().toByteString();
    }

    private static GroupChange canonical(GroupChange change) {
        return change.toBuilder()
                .setUnknownFields(UnknownFieldSet.getDefaultInstance())
                .build();
    }

    private static Attempt.Wish withdrawn() {
        return new Attempt.Refuse(ErrorCode.SEND_WITHDRAWN, ByteString.EMPTY);
    }

    private static Checked failed(String field, String expected) {
        return new Checked.Failed(Refusals.fieldInvalid(field, expected));
    }

    /// The content is looked at only when the identity is right.
    private interface LazyWish {
        Attempt.Wish get();
    }

    private record Form(ReplyTo replyTo, UserId sender, String device, String integrator) {

        SendId id(ByteString outbox, long number, String clientMessageId) {
            return SendId.newBuilder()
                    .setSender(sender.value())
                    .setDevice(device)
                    .setOutbox(outbox)
                    .setNumber(number)
                    .setClientMessageId(clientMessageId)
                    .setIntegrator(integrator)
                    .build();
        }

        Checked toUser(String user, SendId id, LazyWish wish) {
            if (!UserId.isValid(user)) {
                return failed("to.user", "u and 32 hexadecimal digits");
            }
            var peer = new UserId(user);
            if (peer.equals(sender)) {
                return new Checked.Failed(
                        Refusals.of(ErrorCode.RECIPIENT_IS_SENDER, "to.user is the sender (expected: another user)"));
            }
            var members = DirectPair.of(sender, peer);
            return passed(ConversationId.direct(members), Optional.of(members), id, wish);
        }

        Checked toConversation(String conversation, SendId id, LazyWish wish) {
            if (!ConversationId.isValid(conversation)) {
                return failed("to.conversation", "d, g or c and 32 hexadecimal digits");
            }
            return passed(new ConversationId(conversation), Optional.empty(), id, wish);
        }

        private Checked passed(ConversationId conversation, Optional<DirectPair> members, SendId id, LazyWish wish) {
            Optional<Error> wrong = wrongIdentity(id);
            if (wrong.isPresent()) {
                return new Checked.Failed(Refusals.in(conversation, wrong.get()));
            }
            return new Checked.Passed(new Attempt(replyTo, id, sender, conversation, members, wish.get()));
        }

        private static Optional<Error> wrongIdentity(SendId id) {
            // what an integrator sends and what the author sends never meets in one outbox
            int outboxBytes = id.getIntegrator().isEmpty() ? Limits.OUTBOX_BYTES : Limits.INTEGRATOR_OUTBOX_BYTES;
            if (id.getOutbox().size() != outboxBytes) {
                return Optional.of(Refusals.fieldInvalid("outbox", outboxBytes + " bytes"));
            }
            if (id.getNumber() < 1) {
                return Optional.of(Refusals.fieldInvalid("number", "1 or more, below 2^63"));
            }
            if (!CLIENT_MESSAGE_ID.matcher(id.getClientMessageId()).matches()) {
                return Optional.of(Refusals.fieldInvalid("client_message_id", "1 to 64 characters of A-Z a-z 0-9 _ -"));
            }
            return Optional.empty();
        }
    }
}
