package io.warbler.message.simulation;

import static io.warbler.message.simulation.Interleavings.step;
import static org.assertj.core.api.Assertions.assertThat;

import io.warbler.message.simulation.Interleavings.Step;
import org.junit.jupiter.api.Test;

/// A member is removed from a group while they connect, read and send, and somebody else writes: in every order
/// that the
/// steps can take, nothing after the removal reaches them and nothing of theirs follows it (I11, I12).
class RemovalRacesTest {

    private static final String BOB = "bob";

    /// The seqs: 1 is the removal, 2 is what somebody else writes after it.
    private static final class Removing {

        private boolean eventStored;
        private boolean rowSaysLeft;
        private boolean messageStored;
        private boolean routed;
        private boolean told;

        private boolean readsAsMember;
        private long head;
        private long read;
        private long pushed;

        private boolean sent;
        private boolean removedInLog;
        private boolean accepted;

        /// The owner, in the order of the product.
        private static final Step<Removing> EVENT = step("event", it -> it.eventStored = true);
        private static final Step<Removing> OWN_ROW = step("own row", it -> it.rowSaysLeft = true);
        private static final Step<Removing> MESSAGE = step("message", it -> it.messageStored = true);
        private static final Step<Removing> TELL = step("tell", Removing::tell);
        private static final Step<Removing> TELL_WHOEVER_IS_CONNECTED = step("tell all", it -> {
            it.tell();
            it.pushed = it.routed ? 2 : it.pushed;
        });

        /// A sync or a page.
        private static final Step<Removing> CONNECT = step("connect", it -> it.routed = true);
        private static final Step<Removing> PLACE = step("place", it -> it.readsAsMember = !it.rowSaysLeft);
        private static final Step<Removing> HEAD = step("head", it -> it.head = it.visible());
        private static final Step<Removing> CONFIRM =
                step("place again", it -> it.head = it.rowSaysLeft ? Math.min(1, it.head) : it.head);
        private static final Step<Removing> PAGE =
                step("page", it -> it.read = it.readsAsMember ? it.head : Math.min(1, it.head));

        /// The log, which decides who came first.
        private static final Step<Removing> REMOVE = step("remove", it -> it.removedInLog = true);
        private static final Step<Removing> SEND = step("send", it -> it.accepted = !it.removedInLog);
        private static final Step<Removing> CHECK_AT_INGRESS = step("check", it -> it.sent = !it.removedInLog);
        private static final Step<Removing> SEND_AS_CHECKED = step("send as checked", it -> it.accepted = it.sent);

        private boolean acceptedAfterRemoval;

        /// Everything up to the first that is missing.
        private long visible() {
            if (!eventStored) {
                return 0;
            }
            return messageStored ? 2 : 1;
        }

        /// Recipients follow from the decision: of the removal the removed, too; of the message not.
        private void tell() {
            told = true;
            pushed = routed ? Math.max(pushed, 1) : pushed;
        }

        private boolean nothingLaterReached() {
            return read <= 1 && pushed <= 1 && told;
        }
    }

    private static Interleavings<Removing> reading() {
        return new Interleavings<>(Removing::new, Removing::nothingLaterReached);
    }

    @Test
    void nothingAfterTheRemovalReachesWhoeverConnectsAndReads() {
        var orders = reading()
                .process(Removing.CONNECT, Removing.PLACE, Removing.HEAD, Removing.CONFIRM, Removing.PAGE)
                .process(Removing.EVENT, Removing.OWN_ROW, Removing.MESSAGE, Removing.TELL);

        assertThat(orders.broken()).isEmpty();
        assertThat(orders.count()).isEqualTo(126);
    }

    @Test
    void placeThatIsReadBeforeTheHeadAloneLetsLaterMessagesThrough() {
        var orders = reading()
                .process(Removing.CONNECT, Removing.PLACE, Removing.HEAD, Removing.PAGE)
                .process(Removing.EVENT, Removing.OWN_ROW, Removing.MESSAGE, Removing.TELL);

        assertThat(orders.broken()).isNotEmpty();
    }

    @Test
    void messageThatIsStoredBeforeTheRowOfTheRemovedIsFound() {
        var orders = reading()
                .process(Removing.CONNECT, Removing.PLACE, Removing.HEAD, Removing.CONFIRM, Removing.PAGE)
                .process(Removing.EVENT, Removing.MESSAGE, Removing.OWN_ROW, Removing.TELL);

        assertThat(orders.broken()).isNotEmpty();
    }

    @Test
    void recipientsThatAreWhoeverIsConnectedGetLaterMessages() {
        var orders = reading()
                .process(Removing.CONNECT, Removing.PLACE, Removing.HEAD, Removing.CONFIRM, Removing.PAGE)
                .process(Removing.EVENT, Removing.OWN_ROW, Removing.MESSAGE, Removing.TELL_WHOEVER_IS_CONNECTED);

        assertThat(orders.broken()).isNotEmpty();
    }

    private static Interleavings<Removing> sending() {
        return new Interleavings<>(Removing::new, it -> !it.acceptedAfterRemoval);
    }

    private static final Step<Removing> NOTE =
            step("note", it -> it.acceptedAfterRemoval = it.accepted && it.removedInLog);

    @Test
    void nothingOfTheRemovedGetsASeqAfterTheRemoval() {
        var orders = sending().process(Removing.REMOVE).process(decided(Removing.SEND));

        assertThat(orders.broken()).isEmpty();
        assertThat(orders.count()).isEqualTo(2);
    }

    @Test
    void membershipThatIngressCheckedAloneLetsASendThrough() {
        var orders = sending()
                .process(Removing.REMOVE)
                .process(Removing.CHECK_AT_INGRESS, decided(Removing.SEND_AS_CHECKED));

        assertThat(orders.broken()).isNotEmpty();
    }

    /// The place of a record in the log is one step: what is decided there is decided as of there.
    private static Step<Removing> decided(Step<Removing> send) {
        return step(send.name() + " of " + BOB, it -> {
            send.action().accept(it);
            NOTE.action().accept(it);
        });
    }
}
