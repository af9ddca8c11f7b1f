package io.warbler.message.simulation;

import com.google.protobuf.ByteString;
import io.warbler.message.sequencing.MemberState;
import io.warbler.proto.client.v1.Behind;
import io.warbler.proto.client.v1.ErrorCode;
import io.warbler.proto.client.v1.SendAck;
import io.warbler.proto.client.v1.ServerFrame;
import io.warbler.proto.log.v1.ReplyTo;
import io.warbler.proto.log.v1.SendId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A device: sends from its outbox, repeats what is unanswered, keeps up with its conversations.
final class SimulatedClient {

    private static final int MAX_UNANSWERED = 4;
    private final World world;
    private final Cast.Device device;
    private final String idPrefix;
    private final List<Lane> lanes = new ArrayList<>();
    /// By request id of the present connection.
    private final Map<Integer, Intention> asked = new HashMap<>();

    private Connection state = Connection.NONE;
    private @Nullable SimulatedGateway gateway;
    private long connection;
    private int requests;
    private int composed;

    /// @param idPrefix of its client message ids; two clients with one outbox differ in it
    SimulatedClient(World world, Cast.Device device, String idPrefix, Prehistory prehistory) {
        this.world = world;
        this.device = device;
        this.idPrefix = idPrefix;
        for (Cast.Talk talk : Cast.talks(world.plan().inChannel())) {
            if (talk.concerns(device.user())) {
                boolean isMember = !talk.isGroup() || world.store().place(device.user()) != null;
                long number = prehistory.nextNumber(device, talk);
                lanes.add(new Lane(talk, number, isMember ? world.store().oldSeq(talk) : 0));
            }
        }
    }

    String user() {
        return device.user();
    }

    long connection() {
        return connection;
    }

    boolean isRouted() {
        return state == Connection.ROUTED || state == Connection.ONLINE;
    }

    boolean isOnline() {
        return state == Connection.ONLINE;
    }

    boolean isBehind() {
        return isOnline() && lanes.stream().anyMatch(lane -> lane.behind);
    }

    boolean isUnanswered() {
        return lanes.stream().anyMatch(lane -> !lane.unanswered.isEmpty());
    }

    /// What a client does when nothing forces it.
    void act() {
        Chance chance = world.chance();
        Lane lane = world.plan().inGroup() ? lanes.getLast() : chance.of(lanes);
        switch (state) {
            case NONE, ACCEPTED, ROUTED -> connectFurther();
            case ONLINE -> actOnline(lane, chance);
        }
    }

    private void actOnline(Lane lane, Chance chance) {
        switch (chance.below(16)) {
            case 0, 1, 2, 3, 4, 5, 6 -> compose(lane);
            case 7, 8, 9 -> repeat(lane);
            case 10 -> withdraw(lane);
            case 11 -> disconnect();
            case 12 -> pull(lane);
            case 13 ->
                world.reader().newest(lane.talk, user(), world.invariants().acked(lane.talk));
            default -> {
                if (lane.behind) {
                    pull(lane);
                }
            }
        }
    }

    /// One step: accepted, route written and confirmed, then heads are read.
    void connectFurther() {
        switch (state) {
            case NONE -> {
                gateway = world.chance().of(world.gateways());
                connection = world.nextConnection();
                gateway.connect(this);
                state = Connection.ACCEPTED;
                world.trace(() -> idPrefix + " connects to " + gateway);
            }
            case ACCEPTED -> {
                world.redis()
                        .addRoute(
                                user(),
                                java.util.Objects.requireNonNull(gateway).address());
                state = Connection.ROUTED;
                world.trace(() -> idPrefix + " has a route");
            }
            case ROUTED -> {
                if (!java.util.Objects.requireNonNull(gateway).places().admits(user())) {
                    return;
                }
                state = Connection.ONLINE;
                lanes.forEach(this::pull);
                lanes.forEach(this::repeat);
            }
            case ONLINE -> {}
        }
    }

    void disconnect() {
        if (gateway != null) {
            var former = gateway;
            connectionLost();
            former.disconnect(this);
        }
    }

    void connectionLost() {
        world.trace(() -> idPrefix + " is offline");
        gateway = null;
        state = Connection.NONE;
        connection = 0;
        asked.clear();
    }

    private void compose(Lane lane) {
        if (lane.unanswered.size() >= MAX_UNANSWERED) {
            return;
        }
        if (world.chance().oneIn(lane.talk.isGroup() ? 2 : 4)) {
            change(lane);
            return;
        }
        String name = idPrefix + lane.talk.index() + "-" + composed++;
        var id = SendId.newBuilder()
                .setSender(user())
                .setOutbox(device.outbox())
                .setNumber(lane.nextNumber++)
                .setClientMessageId(name)
                .build();
        String text = world.chance().oneIn(12) ? name + "x".repeat(Records.MAX_BODY_BYTES - 12) : name;
        var intention = new Intention(
                id,
                ByteString.copyFromUtf8(text),
                world.invariants().acked(lane.talk),
                Referral.draw(world, lane.talk, user()));
        world.invariants().intended(lane.talk, intention);
        lane.unanswered.add(intention);
        transmit(lane, intention);
    }

    /// As over REST: each change has an outbox of its own.
    private void change(Lane lane) {
        String name = "k" + idPrefix + composed++;
        var id = SendId.newBuilder()
                .setSender(user())
                .setOutbox(Cast.outbox(name))
                .setNumber(1)
                .setClientMessageId(name)
                .build();
        var intention = MessageActs.intention(world, lane.talk, id);
        world.invariants().intended(lane.talk, intention);
        lane.unanswered.add(intention);
        transmit(lane, intention);
    }

    /// As somebody who opens the app: gets no less than was acked.
    void askForHeads() {
        if (isOnline()) {
            lanes.forEach(lane ->
                    world.reader().newest(lane.talk, user(), world.invariants().acked(lane.talk)));
        }
    }

    /// Everything unanswered again, in order.
    void repeat() {
        lanes.forEach(this::repeat);
    }

    private void repeat(Lane lane) {
        lane.unanswered.forEach(it -> transmit(lane, it));
    }

    private void withdraw(Lane lane) {
        if (!lane.unanswered.isEmpty() && world.chance().oneIn(2)) {
            Intention intention = world.chance().of(lane.unanswered);
            intention.withdraw();
            transmit(lane, intention);
        }
    }

    private void transmit(Lane lane, Intention intention) {
        SimulatedGateway through = gateway;
        if (through == null || world.chance().oneIn(14)) {
            // refused for now by ingress, or lost before it: nothing is decided
            return;
        }
        int request = ++requests;
        asked.put(request, intention);
        var replyTo = ReplyTo.newBuilder()
                .setNode(through.address().node())
                .setEpoch(through.address().epoch())
                .setConnection(connection)
                .setRequestId(request)
                .build();
        world.submit(Attempts.record(world, lane.talk, intention, replyTo));
    }

    /// A verdict for an attempt of this connection.
    void answered(int request, ServerFrame answer) {
        ServerFrame frame = MessageActs.asAck(answer);
        Intention intention = asked.get(request);
        if (intention == null) {
            return;
        }
        if (frame.hasAck()) {
            acked(intention, frame.getAck());
        } else if (isFinal(frame.getError().getCode())) {
            intention.refused();
        }
        for (Lane lane : lanes) {
            if (lane.unanswered.contains(intention)) {
                settle(lane, intention, frame);
            }
        }
    }

    private void acked(Intention intention, SendAck ack) {
        if (!ack.getClientMessageId().equals(intention.id().getClientMessageId())) {
            throw new Violation("I1", intention + " got the ack of " + ack.getClientMessageId());
        }
        if (world.isTracing()) {
            world.trace(idPrefix + " has the ack of " + intention + " at " + ack.getSeq());
        }
        world.invariants().acked(Cast.talkOf(ack.getConversation()), intention, ack.getSeq());
    }

    private static boolean isFinal(ErrorCode code) {
        return code != ErrorCode.SEND_OUT_OF_ORDER && code != ErrorCode.SEND_ALREADY_ANSWERED;
    }

    private void settle(Lane lane, Intention intention, ServerFrame frame) {
        if (frame.getError().getCode() == ErrorCode.SEND_OUT_OF_ORDER) {
            goBack(lane, frame.getError().getNextNumber());
            return;
        }
        lane.unanswered.remove(intention);
        // who asks to be let in is told nothing of what stands there
        if (frame.hasAck()
                && (intention.change() == null
                        || world.roster().maySee(user(), frame.getAck().getSeq()))) {
            holds(lane, frame.getAck().getSeq());
        }
    }

    /// The same numbers and ids again from `next` on, now or with the next repetition.
    private void goBack(Lane lane, long next) {
        if (world.chance().oneIn(2)) {
            lane.unanswered.stream().filter(it -> it.id().getNumber() >= next).forEach(it -> transmit(lane, it));
        }
    }

    /// A frame came without being asked for.
    void pushed(ServerFrame frame) {
        if (frame.hasBehind()) {
            behind(frame.getBehind());
        } else if (frame.hasEvent()) {
            var event = world.invariants().told(user(), frame.getEvent());
            // an event does not say which change it came from
            pushed(Cast.talkOf(event.getConversation()), event.getSeq(), null);
        } else if (frame.hasMessage()) {
            var message = world.invariants().told(user(), frame.getMessage());
            pushed(Cast.talkOf(message.getConversation()), message.getSeq(), message.getClientMessageId());
        }
    }

    private void behind(Behind hint) {
        Lane lane = lane(Cast.talkOf(hint.getConversation()));
        lane.behind |= hint.getLastSeq() > lane.cursor;
    }

    private void pushed(Cast.Talk talk, long seq, @Nullable String id) {
        if (world.isTracing()) {
            world.trace(idPrefix + " got seq " + seq + " of talk " + talk.index());
        }
        world.invariants().reached(talk, user(), seq);
        if (id != null) {
            world.invariants().seen(talk, seq, id);
        }
        if (world.chance().oneIn(12)) {
            // a slow reader: the frame is left out, the hint is not
            lane(talk).behind = true;
            return;
        }
        holds(lane(talk), seq);
    }

    void hinted() {
        lanes.forEach(lane -> lane.behind = true);
    }

    private static void holds(Lane lane, long seq) {
        if (seq == lane.cursor + 1) {
            lane.cursor = seq;
        } else if (seq > lane.cursor) {
            lane.behind = true;
        }
    }

    void pullWhatIsBehind() {
        lanes.stream().filter(lane -> lane.behind).forEach(this::pull);
    }

    private void pull(Lane lane) {
        lane.behind = false;
        long acked = world.invariants().acked(lane.talk);
        var page = world.reader().after(lane.talk, user(), lane.cursor, acked);
        if (world.isTracing()) {
            world.trace(idPrefix + " read " + page.items().size() + " after " + lane.cursor + " of talk "
                    + lane.talk.index());
        }
        if (lane.talk.isGroup() && !page.items().isEmpty()) {
            // what lies before they joined is not for them
            lane.cursor = Math.max(lane.cursor, page.items().getFirst().seq() - 1);
        }
        for (SimulatedReader.Item item : page.items()) {
            if (item.seq() != lane.cursor + 1 && item.seq() > lane.cursor) {
                throw new Violation(
                        "I3", "a page of " + lane.talk.id() + " goes from " + lane.cursor + " to " + item.seq());
            }
            world.invariants().reached(lane.talk, user(), item.seq());
            world.invariants().seen(lane.talk, item.seq(), item.id());
            world.invariants().quoted(lane.talk, user(), item);
            lane.cursor = Math.max(lane.cursor, item.seq());
        }
        lane.behind |= page.more() || page.notYet();
    }

    /// I10: whoever is connected holds everything without having asked for it.
    void requireComplete() {
        for (Lane lane : lanes) {
            long last = lastFor(lane);
            if (isOnline() && lane.cursor != last) {
                throw new Violation("I10", idPrefix + " holds " + lane.cursor + " of " + last + ", told of no more");
            }
        }
    }

    /// The last event that the user is to see; what they hold, if there is none.
    private long lastFor(Lane lane) {
        if (!lane.talk.isGroup()) {
            // who has no membership row reads nothing: what their peer sees was never acked, and the next record mends
            // it
            return world.store().isMember(lane.talk, user())
                    ? world.store().lastReadable(lane.talk, lane.cursor)
                    : lane.cursor;
        }
        MemberState place = world.store().place(user());
        if (place == null) {
            return lane.cursor;
        }
        return place.isMember() ? world.store().lastReadable(lane.talk, lane.cursor) : place.leftSeq();
    }

    private Lane lane(Cast.Talk talk) {
        return lanes.stream().filter(it -> it.talk.equals(talk)).findFirst().orElseThrow();
    }
}
