package io.warbler.message.ingress;

import com.google.protobuf.ByteString;
import io.warbler.boot.error.ApiException;
import io.warbler.kernel.ConversationId;
import io.warbler.message.content.Contents;
import io.warbler.message.history.MessageFinder;
import io.warbler.message.history.ReadGate;
import io.warbler.proto.Limits;
import io.warbler.proto.client.v1.BundleContent;
import io.warbler.proto.client.v1.BundledMessage;
import io.warbler.proto.client.v1.ErrorCode;
import io.warbler.proto.client.v1.Forward;
import io.warbler.proto.client.v1.ForwardedFrom;
import io.warbler.proto.client.v1.Message;
import io.warbler.proto.client.v1.MessageBody;
import io.warbler.proto.client.v1.MessageKind;
import io.warbler.proto.log.v1.References;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/// Looks up what a send refers to: the message that it answers, the messages that it copies. Does not block.
///
/// That a message exists, who sent it, when, and that this user could read it cannot change; so it is decided here. A
/// refusal goes to the log like every other final one: a repeat of an accepted send still gets its verdict.
final class ReferenceReader {

    private static final Executor VIRTUAL_THREADS = Thread::startVirtualThread;

    private final MessageFinder messages;
    private final ReadGate gate;

    ReferenceReader(MessageFinder messages, ReadGate gate) {
        this.messages = messages;
        this.gate = gate;
    }

    /// What is to be logged; fails when that cannot be known now.
    CompletableFuture<Attempt.Wish> resolve(Attempt attempt, Attempt.Refer refer) {
        return CompletableFuture.supplyAsync(
                () -> gate.pass("references", () -> resolved(attempt, refer)), VIRTUAL_THREADS);
    }

    private Attempt.Wish resolved(Attempt attempt, Attempt.Refer refer) {
        var references = SendWish.mentions(refer.body(), attempt.sender().value()).toBuilder();
        if (refer.replyTo() != 0) {
            List<Message> target = find(attempt, attempt.conversation(), List.of(refer.replyTo()));
            if (target.isEmpty()) {
                return new Attempt.Refuse(ErrorCode.REPLY_TARGET_UNKNOWN, refer.digest());
            }
            references
                    .setReplySeq(target.getFirst().getSeq())
                    .setReplyOrdinal(target.getFirst().getOrdinal());
        }
        return refer.forward().getSeqsCount() == 0
                ? append(refer.body(), refer.digest(), references)
                : forwarded(attempt, refer, references);
    }

    private Attempt.Wish forwarded(Attempt attempt, Attempt.Refer refer, References.Builder references) {
        Forward forward = refer.forward();
        List<Message> sources = find(attempt, new ConversationId(forward.getConversation()), forward.getSeqsList());
        if (sources.size() < forward.getSeqsCount()) {
            return new Attempt.Refuse(ErrorCode.FORWARD_SOURCE_UNKNOWN, refer.digest());
        }
        if (!forward.getMerged()) {
            Message source = sources.getFirst();
            return append(source.getBody(), refer.digest(), references.setForwardedFrom(originOf(source)));
        }
        if (sources.stream().anyMatch(source -> source.getBody().hasBundle())) {
            return new Attempt.Refuse(ErrorCode.BUNDLE_NESTED, refer.digest());
        }
        return append(bundle(forward, sources), refer.digest(), references);
    }

    private static Attempt.Wish append(MessageBody body, ByteString digest, References.Builder references) {
        if (body.getSerializedSize() > Limits.MAX_BODY_BYTES) {
            return new Attempt.Refuse(ErrorCode.BODY_TOO_LARGE, digest);
        }
        return new Attempt.Append(Contents.kind(body), body.toByteString(), digest, references.build());
    }

    private static MessageBody bundle(Forward forward, List<Message> sources) {
        var bundle = BundleContent.newBuilder().setTitle(forward.getTitle());
        for (Message source : sources) {
            ForwardedFrom origin = originOf(source);
            bundle.addMessages(BundledMessage.newBuilder()
                    .setSender(origin.getSender())
                    .setSentAtMs(origin.getSentAtMs())
                    .setKind(source.getKind())
                    .setBody(source.getBody()));
        }
        return MessageBody.newBuilder().setBundle(bundle).build();
    }

    private static ForwardedFrom originOf(Message source) {
        if (source.hasForwardedFrom()) {
            return source.getForwardedFrom();
        }
        return ForwardedFrom.newBuilder()
                .setSender(source.getSender())
                .setSentAtMs(source.getSentAtMs())
                .build();
    }

    /// Those that the sender can read and that say something; of a conversation that is not the sender's, none.
    private List<Message> find(Attempt attempt, ConversationId conversation, List<Long> seqs) {
        try {
            return messages.find(attempt.sender(), conversation, seqs).stream()
                    .filter(message -> message.getKind() != MessageKind.MESSAGE_KIND_LOST && message.hasBody())
                    .toList();
        } catch (ApiException refused) {
            if (refused.code().equals(ErrorCode.CONVERSATION_UNKNOWN.name())) {
                return List.of();
            }
            throw refused;
        }
    }
}
