package io.warbler.message.simulation;

import com.google.protobuf.ByteString;
import io.warbler.message.sequencing.Decision;
import io.warbler.message.sequencing.Row;
import io.warbler.proto.client.v1.Message;
import io.warbler.proto.client.v1.ReplyPreview;
import io.warbler.proto.log.v1.References;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What messages show of those that they answer: as the owner looks it up, and whether who is shown it may see it.
final class Quotes {

    private final SimulatedStore store;
    private final Roster roster;

    Quotes(SimulatedStore store, Roster roster) {
        this.store = store;
        this.roster = roster;
    }

    /// What the messages of a batch answer, but for what is found too late.
    static Map<Row.Stamp, ReplyPreview> lookedUp(World world, List<Decision> decisions) {
        Map<Row.Stamp, ReplyPreview> found = new HashMap<>();
        for (Decision decision : decisions) {
            References references = decision.record().getSend().getReferences();
            Decision.Appended appended = decision.appended();
            if (appended == null
                    || references.getReplySeq() == 0
                    || world.chance().oneIn(10)) {
                continue;
            }
            var talk = Cast.talkOf(decision.record().getConversation());
            Row.Message target = world.store().message(talk, references.getReplyOrdinal());
            if (target != null && target.seq() == references.getReplySeq()) {
                Row.Numbered answer = appended.event();
                found.put(answer.stamp(), preview(world.store(), talk, target, answer.seq()));
            }
        }
        return found;
    }

    /// As it was at the seq of the answer.
    private static ReplyPreview preview(SimulatedStore store, Cast.Talk talk, Row.Message target, long atSeq) {
        ByteString body = target.send().getBody();
        boolean isDeleted = false;
        for (Row.Event event : store.events(talk)) {
            boolean counts = event.seq() < atSeq && event.messageChange().getTargetOrdinal() == target.ordinal();
            if (counts && event.messageChange().hasEdited()) {
                body = event.body();
            }
            isDeleted |= counts && event.messageChange().hasDeleted();
        }
        return ReplyPreview.newBuilder()
                .setSeq(target.seq())
                .setOrdinal(target.ordinal())
                .setSender(target.send().getId().getSender())
                .setText(isDeleted ? "" : body.toStringUtf8())
                .setDeleted(isDeleted)
                .build();
    }

    /// I11: a live message shows what it answers to those who may see it, as it was then.
    void shown(Cast.Talk talk, String user, Message message) {
        ReplyPreview preview = message.getReply();
        if (preview.getSender().isEmpty()) {
            return;
        }
        shown(talk, user, message.getSeq(), preview.getSeq());
        Row.Message target = store.message(talk, preview.getOrdinal());
        Invariants.require(
                target != null && preview.equals(preview(store, talk, target, message.getSeq())),
                "I4",
                message.getSeq() + " of " + talk.id() + " answers what never was: " + preview);
    }

    /// I11: whoever is shown at a seq what stands at another one may see that.
    void shown(Cast.Talk talk, String user, long seq, long quotedSeq) {
        boolean maySee = !talk.isGroup() || talk.isChannel() || roster.joinedSeq(user, seq) <= quotedSeq;
        Invariants.require(maySee, "I11", user + " is shown seq " + quotedSeq + " of " + talk.id() + " at " + seq);
    }
}
