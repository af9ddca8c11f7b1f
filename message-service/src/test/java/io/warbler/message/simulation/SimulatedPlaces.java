package io.warbler.message.simulation;

import io.warbler.kernel.KnownPlace;
import io.warbler.message.sequencing.MemberState;
import io.warbler.message.sequencing.Row;
import io.warbler.proto.delivery.v1.Delivery;
import io.warbler.proto.delivery.v1.LocalMembers;
import io.warbler.proto.delivery.v1.Place;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What a gateway node knows of places in the group while it is large: a model of the gateway's `LargeGroups` around
/// the product's [KnownPlace].
final class SimulatedPlaces {

    private final World world;
    private final SimulatedGateway gateway;
    private final Map<String, Guest> guests = new LinkedHashMap<>();
    private final Map<String, KnownPlace> places = new TreeMap<>();
    /// The node wants to be told of the group, and whether Redis was asked for it.
    private boolean isInterested;

    private boolean isWritten;

    SimulatedPlaces(World world, SimulatedGateway gateway) {
        this.world = world;
        this.gateway = gateway;
    }

    private static final class Guest {

        private final String user;
        private Step step = Step.READ;
        private @Nullable KnownPlace read;
        private boolean isAskedAgain;
        private boolean isBehind;
        private boolean isSettled;
        /// A login did not wait for it.
        private boolean isAwaited;

        private Guest(String user) {
            this.user = user;
        }
    }

    /// Of a visit to the store.
    private enum Step {
        READ,
        READING,
        TAKE,
        AWAIT,
        NONE;

        private final boolean isOpen = !name().equals("READING") && !name().equals("NONE");
    }

    void arrived(String user) {
        guests.computeIfAbsent(user, Guest::new);
    }

    void left(String user) {
        guests.remove(user);
        places.remove(user);
        if (places.isEmpty() && isInterested) {
            isInterested = false;
            isWritten = false;
            world.redis().removeRoute(group(), gateway.address());
        }
    }

    void clear() {
        guests.clear();
        places.clear();
        isInterested = false;
        isWritten = false;
    }

    /// Whether a client of the user gets its welcome now; mostly it waits until the places are known.
    boolean admits(String user) {
        Guest guest = guests.get(user);
        if (guest == null || guest.isSettled) {
            return true;
        }
        if (world.chance().oneIn(8)) {
            guest.isAwaited = true;
            return true;
        }
        step();
        return false;
    }

    /// Somebody's visit goes on if it is made to.
    boolean isBusy() {
        return guests.values().stream().anyMatch(it -> it.step != Step.NONE && gateway.isRouted(it.user));
    }

    void missed() {
        guests.values().forEach(this::visit);
    }

    /// The interest is written again with the routes.
    void writeAgain() {
        if (isInterested && world.mutant() != Mutant.INTEREST_NOT_WRITTEN_AGAIN) {
            isWritten = true;
            world.redis().addRoute(group(), gateway.address());
        }
    }

    private String group() {
        return Cast.talks(world.plan().inChannel()).getLast().id();
    }

    private void visit(Guest guest) {
        guest.isAskedAgain = guest.step != Step.NONE;
        if (guest.step == Step.NONE) {
            guest.step = Step.READ;
        }
    }

    /// One visit goes on by a step.
    void step() {
        List<Guest> visiting =
                guests.values().stream().filter(it -> it.step.isOpen).toList();
        if (!visiting.isEmpty()) {
            step(world.chance().of(visiting));
        }
    }

    private void step(Guest guest) {
        switch (guest.step) {
            case READ -> {
                if (gateway.isRouted(guest.user)) {
                    guest.step = Step.READING;
                    guest.read = read(guest.user);
                    guest.step = Step.TAKE;
                }
            }
            case TAKE -> {
                take(guest);
                guest.step = Step.AWAIT;
                if (world.mutant() == Mutant.SYNC_BEFORE_INTEREST) {
                    settle(guest);
                }
            }
            case AWAIT -> {
                if (isInterested && !isWritten) {
                    isWritten = true;
                    world.redis().addRoute(group(), gateway.address());
                    world.trace(() -> gateway + " has an interest");
                }
                ended(guest);
            }
            case READING, NONE -> {}
        }
    }

    private void ended(Guest guest) {
        guest.step = guest.isAskedAgain ? Step.READ : Step.NONE;
        guest.isAskedAgain = false;
        settle(guest);
    }

    private void settle(Guest guest) {
        if ((guest.isBehind && guest.isSettled) || guest.isAwaited) {
            gateway.hint(guest.user);
        }
        guest.isAwaited = false;
        guest.isBehind = false;
        guest.isSettled = true;
    }

    /// The head, then the place.
    private @Nullable KnownPlace read(String user) {
        long head = world.reader().head(Cast.GROUP);
        boolean isLarge = memberCount(head) > world.plan().largeAbove();
        world.pause();
        MemberState place = world.store().place(user);
        boolean isAsked = places.containsKey(user);
        if (place == null || !(isAsked || (isLarge && place.isMember()))) {
            return null;
        }
        long known = place.isMember() ? head - 1 : place.leftSeq();
        return new KnownPlace(place.joined().seq(), place.leftSeq(), known);
    }

    private int memberCount(long head) {
        int count = 0;
        for (Row.Event event : world.store().events(Cast.GROUP)) {
            count = event.seq() <= head ? event.memberCount() : count;
        }
        return count;
    }

    private void take(Guest guest) {
        KnownPlace read = guest.read;
        if (read == null) {
            return;
        }
        isInterested = true;
        KnownPlace before = places.get(guest.user);
        KnownPlace now = before == null ? read : before.with(read);
        places.put(guest.user, now);
        guest.isBehind |= before == null || before.joinedSeq() != now.joinedSeq() || before.leftSeq() != now.leftSeq();
        world.trace(() -> gateway + " read the place of " + guest.user.charAt(1) + " " + read);
    }

    /// Who gets a frame.
    ///
    /// @param limited those of them who may not see the message that it is about
    record Told(List<String> users, Set<String> limited) {}

    /// Takes up what a delivery says about places; the users who get its frame.
    Told tell(Delivery delivery) {
        var told = new Told(new ArrayList<>(delivery.getRecipientsList()), new HashSet<>());
        for (Place place : delivery.getPlacesList()) {
            Guest guest = guests.get(place.getUser());
            if (guest != null) {
                enter(guest, KnownPlace.after(delivery.getSeq(), place.getJoinedSeq(), place.getLeftSeq()));
            }
        }
        if (delivery.hasLocalMembers()) {
            places.replaceAll((user, place) -> told(delivery, user, place, told));
        }
        return told;
    }

    private void enter(Guest guest, KnownPlace place) {
        isInterested = true;
        KnownPlace before = places.get(guest.user);
        places.put(guest.user, before == null ? place : before.with(place));
        if (before == null) {
            guest.isBehind = true;
            visit(guest);
        }
    }

    private KnownPlace told(Delivery delivery, String user, KnownPlace place, Told told) {
        LocalMembers members = delivery.getLocalMembers();
        boolean isMember = place.leftSeq() == 0;
        if (isMember && !place.isSure(members.getEndedBefore())) {
            Guest guest = java.util.Objects.requireNonNull(guests.get(user));
            guest.isBehind = true;
            visit(guest);
            return place;
        }
        boolean isOver = place.leftSeq() > 0
                && delivery.getSeq() > place.leftSeq()
                && world.mutant() == Mutant.LEFT_SEQ_NOT_LOOKED_AT;
        if (place.covers(delivery.getSeq()) || isOver) {
            told.users().add(user);
            if (!members.getLimitedFrame().isEmpty() && place.joinedSeq() > members.getTargetSeq()) {
                told.limited().add(user);
            }
        }
        return isMember ? place.knowing(members.getEnded()) : place;
    }
}
