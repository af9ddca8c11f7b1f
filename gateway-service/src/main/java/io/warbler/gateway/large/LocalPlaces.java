package io.warbler.gateway.large;

import io.warbler.kernel.KnownPlace;
import io.warbler.proto.delivery.v1.Delivery;
import io.warbler.proto.delivery.v1.LocalMembers;
import io.warbler.proto.delivery.v1.Place;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The places in large groups of the users on this node. Nothing about a group goes to a user of whom it is not known
/// for sure that they are a member at that seq.
///
/// Thread-safe, and nothing blocks while the lock is held.
final class LocalPlaces {

    private final Interest interest;
    private final Map<String, Guest> guests = new HashMap<>();
    /// By group and user; the users are guests.
    private final Map<String, Map<String, KnownPlace>> placesByGroup = new HashMap<>();
    /// By group: the guests for whose sake the node wants to be told of it.
    private final Map<String, Set<String>> interestedByGroup = new HashMap<>();

    /// Learns which groups the node wants to be told of, in order.
    interface Interest {

        void began(String group);

        void ended(String group);
    }

    /// To whom a frame goes.
    ///
    /// @param whole   who may see all of it
    /// @param limited who may see the event, but not the message that it is about
    /// @param unsure  of whom too little is known: they are told nothing until their places are read
    /// @param entered whose place was not known before
    record Told(List<String> whole, List<String> limited, List<Guest> unsure, List<Guest> entered) {}

    LocalPlaces(Interest interest) {
        this.interest = interest;
    }

    synchronized Guest arrive(String user) {
        var guest = new Guest(user);
        guests.put(user, guest);
        return guest;
    }

    synchronized @Nullable Guest find(String user) {
        return guests.get(user);
    }

    synchronized List<Guest> all() {
        return List.copyOf(guests.values());
    }

    synchronized void leave(String user) {
        guests.remove(user);
        List<String> groups = interestedByGroup.entrySet().stream()
                .filter(it -> it.getValue().contains(user))
                .map(Map.Entry::getKey)
                .toList();
        for (String group : groups) {
            placesByGroup.getOrDefault(group, new HashMap<>()).remove(user);
            Set<String> interested = Objects.requireNonNull(interestedByGroup.get(group));
            interested.remove(user);
            if (interested.isEmpty()) {
                interestedByGroup.remove(group);
                placesByGroup.remove(group);
                interest.ended(group);
            }
        }
    }

    /// The groups of which the node wants to be told for the guest's sake.
    synchronized Set<String> wanted(Guest guest) {
        Set<String> groups = new HashSet<>();
        if (isHere(guest)) {
            interestedByGroup.forEach((group, users) -> {
                if (users.contains(guest.user())) {
                    groups.add(group);
                }
            });
        }
        return groups;
    }

    /// Takes up places that were read; false when the guest has left, or when all was known already.
    synchronized boolean take(Guest guest, Map<String, KnownPlace> read) {
        if (!isHere(guest)) {
            return false;
        }
        boolean isNews = false;
        for (var place : read.entrySet()) {
            want(guest.user(), place.getKey());
            isNews |= put(place.getKey(), guest.user(), place.getValue());
        }
        return isNews;
    }

    /// Takes up what a delivery says about places, and tells to whom its frame goes.
    synchronized Told tell(Delivery delivery) {
        var told = new Told(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        for (Place place : delivery.getPlacesList()) {
            Guest guest = guests.get(place.getUser());
            if (guest != null && enters(delivery, place)) {
                told.entered().add(guest);
            }
        }
        if (delivery.hasLocalMembers()) {
            placesByGroup
                    .getOrDefault(delivery.getConversation(), new HashMap<>())
                    .replaceAll((user, place) -> told(delivery, user, place, told));
        }
        return told;
    }

    private boolean enters(Delivery delivery, Place place) {
        String group = delivery.getConversation();
        want(place.getUser(), group);
        boolean isKnown = placesByGroup.getOrDefault(group, Map.of()).containsKey(place.getUser());
        put(group, place.getUser(), KnownPlace.after(delivery.getSeq(), place.getJoinedSeq(), place.getLeftSeq()));
        return !isKnown;
    }

    /// The place after the event.
    private KnownPlace told(Delivery delivery, String user, KnownPlace place, Told told) {
        LocalMembers members = delivery.getLocalMembers();
        boolean isMember = place.leftSeq() == 0;
        if (isMember && !place.isSure(members.getEndedBefore())) {
            told.unsure().add(Objects.requireNonNull(guests.get(user)));
            return place;
        }
        if (place.covers(delivery.getSeq())) {
            boolean isLimited = !members.getLimitedFrame().isEmpty() && isUnseen(members, user, place);
            (isLimited ? told.limited() : told.whole()).add(user);
        }
        // of a former member nobody asked whether it was sure: they may have come back and left again unnoticed
        return isMember ? place.knowing(members.getEnded()) : place;
    }

    /// The message that the event is about: older than the membership, or hidden by the member.
    private static boolean isUnseen(LocalMembers members, String user, KnownPlace place) {
        boolean isOlder = members.getTargetSeq() > 0 && place.joinedSeq() > members.getTargetSeq();
        return isOlder || members.getHiddenFromList().contains(user);
    }

    private boolean isHere(Guest guest) {
        return guests.get(guest.user()) == guest;
    }

    private void want(String user, String group) {
        Set<String> interested = interestedByGroup.get(group);
        if (interested == null) {
            interested = new HashSet<>();
            interestedByGroup.put(group, interested);
            interest.began(group);
        }
        interested.add(user);
    }

    /// Whether it says more about the membership than was known.
    private boolean put(String group, String user, KnownPlace place) {
        Map<String, KnownPlace> places = placesByGroup.computeIfAbsent(group, _ -> new HashMap<>());
        KnownPlace before = places.get(user);
        KnownPlace now = before == null ? place : before.with(place);
        places.put(user, now);
        return before == null || before.joinedSeq() != now.joinedSeq() || before.leftSeq() != now.leftSeq();
    }
}
