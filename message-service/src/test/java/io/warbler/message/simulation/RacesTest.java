package io.warbler.message.simulation;

import static io.warbler.message.simulation.Interleavings.step;
import static org.assertj.core.api.Assertions.assertThat;

import io.warbler.message.simulation.Interleavings.Step;
import org.junit.jupiter.api.Test;

/// The races of the message path (rules 7), each in every order that its steps can take: the product's order of each
/// side holds against every order of the other, and each wrong order is shown to fail.
class RacesTest {

    /// A gateway takes a connection up while an owner stores an event and tells of it.
    private static final class Connecting {

        private boolean positioned;
        private boolean registered;
        private boolean routed;
        private boolean stored;
        private boolean seenByOwner;
        private boolean published;
        private boolean deliverable;
        private boolean reached;

        private static final Step<Connecting> POSITION = step("position", it -> it.positioned = true);
        private static final Step<Connecting> REGISTER = step("register", it -> it.registered = true);
        private static final Step<Connecting> ROUTE = step("route", it -> it.routed = true);
        private static final Step<Connecting> HEADS = step("heads", it -> it.reached |= it.stored);
        private static final Step<Connecting> ROWS = step("rows", it -> it.stored = true);
        private static final Step<Connecting> ROUTES = step("routes", it -> it.seenByOwner = it.routed);
        private static final Step<Connecting> PUBLISH = step("publish", it -> {
            it.published = it.seenByOwner;
            // a consumer that is positioned later starts behind it
            it.deliverable = it.published && it.positioned;
        });
        private static final Step<Connecting> HAND_OUT = step("hand out", Connecting::handOut);

        private void handOut() {
            reached |= deliverable && registered;
            deliverable = false;
        }

        /// What is published is handed out some time, if not before.
        private boolean isTold() {
            handOut();
            return reached;
        }
    }

    private static Interleavings<Connecting> connecting() {
        return new Interleavings<>(Connecting::new, Connecting::isTold).process(Connecting.HAND_OUT);
    }

    @Test
    void whoConnectsIsToldOfAnEventOrReadsIt() {
        var orders = connecting()
                .process(Connecting.POSITION, Connecting.REGISTER, Connecting.ROUTE, Connecting.HEADS)
                .process(Connecting.ROWS, Connecting.ROUTES, Connecting.PUBLISH);

        assertThat(orders.broken()).isEmpty();
        assertThat(orders.count()).isEqualTo(280);
    }

    @Test
    void headsBeforeTheRouteMissAnEvent() {
        var orders = connecting()
                .process(Connecting.POSITION, Connecting.REGISTER, Connecting.HEADS, Connecting.ROUTE)
                .process(Connecting.ROWS, Connecting.ROUTES, Connecting.PUBLISH);

        assertThat(orders.broken()).isNotEmpty();
    }

    @Test
    void routeBeforeThePositionMissesAnEvent() {
        var orders = connecting()
                .process(Connecting.REGISTER, Connecting.ROUTE, Connecting.HEADS, Connecting.POSITION)
                .process(Connecting.ROWS, Connecting.ROUTES, Connecting.PUBLISH);

        assertThat(orders.broken()).isNotEmpty();
    }

    @Test
    void connectionRegisteredAfterItsHeadsMissesAnEvent() {
        var orders = connecting()
                .process(Connecting.POSITION, Connecting.ROUTE, Connecting.HEADS, Connecting.REGISTER)
                .process(Connecting.ROWS, Connecting.ROUTES, Connecting.PUBLISH);

        assertThat(orders.broken()).isNotEmpty();
    }

    @Test
    void routesReadBeforeTheRowsAreDurableMissAConnection() {
        var orders = connecting()
                .process(Connecting.POSITION, Connecting.REGISTER, Connecting.ROUTE, Connecting.HEADS)
                .process(Connecting.ROUTES, Connecting.ROWS, Connecting.PUBLISH);

        assertThat(orders.broken()).isNotEmpty();
    }

    /// Redis loses what it holds while a gateway announces its routes and an owner asks for them.
    private static final class Flushing {

        private boolean route = true;
        private String announced = "old";
        private String begun = "";
        private String told = "old";
        private String distrusted = "";
        private boolean lost;
        private boolean delivered;
        /// What another process of Redis would come back with: from before the connection.
        private static final String BACKUP = "old";

        private static final Step<Flushing> FLUSH = step("flush", Flushing::flush);
        private static final Step<Flushing> REPLACE = step("replace", it -> {
            it.flush();
            it.announced = BACKUP;
            it.distrust();
        });
        private static final Step<Flushing> REPLACE_UNNOTICED = step("replace unnoticed", it -> {
            it.flush();
            it.announced = BACKUP;
        });
        private static final Step<Flushing> BEGIN = step("begin", it -> it.begun = it.lost ? "new" : it.begun);
        private static final Step<Flushing> WRITE = step("write routes", it -> it.route |= it.lost);
        private static final Step<Flushing> ANNOUNCE = step("announce", it -> {
            if (it.begun.equals("new")) {
                it.announced = "new";
            }
        });
        private static final Step<Flushing> ANNOUNCE_AT_ONCE =
                step("announce at once", it -> it.announced = it.lost ? "new" : it.announced);
        private static final Step<Flushing> TELL = step("tell owner", it -> {
            if (it.lost && !it.distrusted.equals("new")) {
                it.told = "new";
            }
        });
        private static final Step<Flushing> ASK =
                step("ask", it -> it.delivered = it.route || it.told.isEmpty() || !it.told.equals(it.announced));
        private static final Step<Flushing> ASK_FOR_ROUTES_ALONE =
                step("ask for routes alone", it -> it.delivered = it.route);

        private void flush() {
            route = false;
            announced = "";
            begun = "";
            lost = true;
        }

        private void distrust() {
            distrusted = told;
            told = "";
        }
    }

    private static Interleavings<Flushing> flushing() {
        return new Interleavings<>(Flushing::new, it -> it.delivered);
    }

    @Test
    void lossOfRedisCostsTrafficAndNoMessage() {
        var orders = flushing()
                .process(Flushing.FLUSH, Flushing.FLUSH)
                .process(Flushing.BEGIN, Flushing.WRITE, Flushing.ANNOUNCE, Flushing.TELL)
                .process(Flushing.ASK);

        assertThat(orders.broken()).isEmpty();
        assertThat(orders.count()).isEqualTo(105);
    }

    @Test
    void olderProcessOfRedisCostsTrafficAndNoMessage() {
        var orders = flushing()
                .process(Flushing.REPLACE)
                .process(Flushing.BEGIN, Flushing.WRITE, Flushing.ANNOUNCE, Flushing.TELL)
                .process(Flushing.ASK);

        assertThat(orders.broken()).isEmpty();
    }

    @Test
    void nonceThatIsTrustedAfterAReconnectLosesAMessage() {
        var orders = flushing()
                .process(Flushing.REPLACE_UNNOTICED)
                .process(Flushing.BEGIN, Flushing.WRITE, Flushing.ANNOUNCE, Flushing.TELL)
                .process(Flushing.ASK);

        assertThat(orders.broken()).isNotEmpty();
    }

    @Test
    void announcementBeforeTheRoutesLosesAMessage() {
        var orders = flushing()
                .process(Flushing.FLUSH)
                .process(Flushing.BEGIN, Flushing.ANNOUNCE, Flushing.TELL, Flushing.WRITE)
                .process(Flushing.ASK);

        assertThat(orders.broken()).isNotEmpty();
    }

    @Test
    void announcementThatOutlivesASecondLossLosesAMessage() {
        var orders = flushing()
                .process(Flushing.FLUSH, Flushing.FLUSH)
                .process(Flushing.WRITE, Flushing.ANNOUNCE_AT_ONCE, Flushing.TELL)
                .process(Flushing.ASK);

        assertThat(orders.broken()).isNotEmpty();
    }

    @Test
    void ownerThatDoesNotCompareNoncesLosesAMessage() {
        var orders = flushing()
                .process(Flushing.FLUSH)
                .process(Flushing.BEGIN, Flushing.WRITE, Flushing.ANNOUNCE, Flushing.TELL)
                .process(Flushing.ASK_FOR_ROUTES_ALONE);

        assertThat(orders.broken()).isNotEmpty();
    }

    /// A session is revoked while its connection is taken up.
    private static final class Revoking {

        private boolean registered;
        private boolean revoked;
        private boolean closed;

        private static final Step<Revoking> REGISTER = step("register", it -> it.registered = true);
        private static final Step<Revoking> CHECK = step("check", it -> it.closed |= it.revoked);
        private static final Step<Revoking> REMEMBER = step("remember", it -> it.revoked = true);
        private static final Step<Revoking> CLOSE = step("close", it -> it.closed |= it.registered);
    }

    private static Interleavings<Revoking> revoking() {
        return new Interleavings<>(Revoking::new, it -> it.closed);
    }

    @Test
    void connectionOfARevokedSessionIsClosed() {
        var orders = revoking().process(Revoking.REGISTER, Revoking.CHECK).process(Revoking.REMEMBER, Revoking.CLOSE);

        assertThat(orders.broken()).isEmpty();
        assertThat(orders.count()).isEqualTo(6);
    }

    @Test
    void checkBeforeTheConnectionIsRegisteredLeavesItOpen() {
        var orders = revoking().process(Revoking.CHECK, Revoking.REGISTER).process(Revoking.REMEMBER, Revoking.CLOSE);

        assertThat(orders.broken()).isNotEmpty();
    }

    @Test
    void revocationRememberedAfterConnectionsAreClosedLeavesOneOpen() {
        var orders = revoking().process(Revoking.REGISTER, Revoking.CHECK).process(Revoking.CLOSE, Revoking.REMEMBER);

        assertThat(orders.broken()).isNotEmpty();
    }
}
