package io.warbler.message.simulation;

import com.google.protobuf.ByteString;
import io.warbler.message.sequencing.Row;
import io.warbler.proto.client.v1.MessageKind;
import io.warbler.proto.log.v1.References;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// What messages refer to, by the stored messages and events alone: whom the index of mentions must name, and whether
/// what was forwarded had been said to who forwarded it.
final class ReferringMessages {

    private final SimulatedStore store;
    private final Roster roster;
    private final List<Cast.Talk> talks;
    private final List<Said> said = new ArrayList<>();

    private ReferringMessages(World world) {
        store = world.store();
        roster = world.roster();
        talks = Cast.talks(world.plan().inChannel());
    }

    /// A message, and every body that it ever had.
    private record Said(Cast.Talk talk, Row.Message row, Set<ByteString> bodies) {}

    /// At rest, where nothing was lost.
    static void check(World world) {
        var messages = new ReferringMessages(world);
        messages.talks.forEach(messages::read);
        messages.talks.forEach(messages::checkMentions);
        messages.said.forEach(messages::checkForward);
    }

    private void read(Cast.Talk talk) {
        for (long ordinal = 1; ordinal <= store.highest(talk); ordinal++) {
            Row.Message row = store.message(talk, ordinal);
            if (row != null && row.kind() != MessageKind.MESSAGE_KIND_LOST) {
                said.add(new Said(talk, row, bodies(talk, row)));
            }
        }
    }

    private Set<ByteString> bodies(Cast.Talk talk, Row.Message row) {
        Set<ByteString> bodies = new HashSet<>();
        bodies.add(row.send().getBody());
        for (Row.Event event : store.events(talk)) {
            boolean isOfRow = event.messageChange().getTargetOrdinal() == row.ordinal();
            if (isOfRow && event.messageChange().hasEdited()) {
                bodies.add(event.body());
            }
        }
        return bodies;
    }

    private void checkMentions(Cast.Talk talk) {
        Set<String> expected = new TreeSet<>();
        for (Said message : said) {
            if (message.talk().equals(talk)) {
                addMentions(expected, talk, message.row());
            }
        }
        Set<String> stored = store.mentions(talk);
        Invariants.require(stored.equals(expected), "I11", "mentions " + stored + ", not " + expected);
    }

    private void addMentions(Set<String> expected, Cast.Talk talk, Row.Message row) {
        References references = row.send().getReferences();
        for (String user : references.getMentionsList()) {
            boolean isAddressed = talk.isGroup() ? roster.isMemberBefore(user, row.seq()) : talk.concerns(user);
            if (isAddressed) {
                expected.add(mention(user, row.seq(), row.ordinal()));
            }
        }
        if (references.getMentionsAll()) {
            String sender = row.send().getId().getSender();
            Invariants.require(
                    roster.isManagerBefore(sender, row.seq()), "I12", sender + " mentions all at " + row.seq());
            expected.add(mention(talk.id(), row.seq(), row.ordinal()));
        }
    }

    /// As a row of the index.
    static String mention(String mentioned, long seq, long ordinal) {
        return mentioned + " " + seq + "/" + ordinal;
    }

    private void checkForward(Said forward) {
        References references = forward.row().send().getReferences();
        if (!references.hasForwardedFrom()) {
            return;
        }
        String user = forward.row().send().getId().getSender();
        boolean isSaid = said.stream()
                .filter(it -> !it.row().equals(forward.row()))
                .filter(it -> Attempts.origin(it.row()).equals(references.getForwardedFrom()))
                .filter(it -> it.bodies().contains(forward.row().send().getBody()))
                .anyMatch(it -> couldRead(user, it));
        Invariants.require(
                isSaid,
                "I11",
                user + " forwards at " + forward.row().seq() + " of "
                        + forward.talk().id() + " what nobody said to them");
    }

    private boolean couldRead(String user, Said message) {
        if (!message.talk().isGroup()) {
            return message.talk().concerns(user);
        }
        return message.talk().isChannel() || roster.maySee(user, message.row().seq());
    }
}
