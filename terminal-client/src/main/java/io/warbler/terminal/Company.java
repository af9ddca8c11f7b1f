package io.warbler.terminal;

import io.warbler.sdk.Presence;
import io.warbler.sdk.RelationChange;
import io.warbler.sdk.RelationChange.Kind;
import io.warbler.sdk.WarblerClient;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// Which friends are there, and whether the user is. Belongs to the desk.
final class Company {

    private static final int MOST_SHOWN = 100;
    private static final int MOST_WATCHED = 500;

    private final WarblerClient client;
    private final People people;
    private final Printer printer;
    private final Map<String, Presence.State> stateByFriend = new HashMap<>();
    private Set<String> watched = Set.of();
    private boolean isWatching;

    Company(WarblerClient client, People people, Printer printer) {
        this.client = client;
        this.people = people;
        this.printer = printer;
    }

    void carryOut(Order.OfPresence order) {
        switch (order) {
            case Order.Who _ -> who();
            case Order.Away _ -> {
                client.setAway(true);
                printer.notice("you are away; /back when you are here again");
            }
            case Order.Back _ -> {
                client.setAway(false);
                printer.notice("you are back");
            }
        }
    }

    /// Has the server tell when friends come or go, from now on.
    void watchFriends() {
        isWatching = true;
        Set<String> friends = people.friends().stream().limit(MOST_WATCHED).collect(Collectors.toUnmodifiableSet());
        if (!friends.equals(watched)) {
            watched = friends;
            stateByFriend.keySet().retainAll(friends);
            var _ = client.watch(friends);
        }
    }

    /// Something changed between the user and another: there may be others to watch.
    void changed(RelationChange change) {
        boolean isOfFriends = change.kind() == Kind.FRIENDSHIP_BEGUN || change.kind() == Kind.FRIENDSHIP_ENDED;
        if (isOfFriends && isWatching) {
            watchFriends();
        }
    }

    /// How a friend is when the program starts is no news.
    void presence(Presence presence) {
        Presence.State before = stateByFriend.put(presence.user(), presence.state());
        if (before != null && before != presence.state()) {
            printer.presence(presence);
        }
    }

    /// Shows how users are now.
    void show(List<String> users) {
        Answers.await(client.presence(users)).forEach(printer::presence);
    }

    private void who() {
        List<String> friends = people.friends();
        if (friends.isEmpty()) {
            printer.notice("no friends yet; /add NAME");
            return;
        }
        show(friends.subList(0, Math.min(MOST_SHOWN, friends.size())));
    }
}
