package io.warbler.terminal;

import io.warbler.sdk.RelationChange;
import io.warbler.sdk.rest.FriendRequest;
import io.warbler.sdk.rest.Relations;
import io.warbler.sdk.rest.WarblerApi;
import java.util.List;

/// Friends, requests and blocks: what the user orders and what is told. Belongs to the desk.
final class People {

    private final WarblerApi api;
    private final Relations relations;
    private final Printer printer;

    People(WarblerApi api, Printer printer) {
        this.api = api;
        this.relations = api.relations();
        this.printer = printer;
    }

    List<String> friends() {
        return relations.friends();
    }

    void carryOut(Order.OfRelations order) {
        switch (order) {
            case Order.Friends _ -> list(friends(), "NAME is a friend", "no friends yet; /add NAME");
            case Order.Blocked _ -> list(relations.blocks(), "NAME is blocked; /unblock NAME", "you block nobody");
            case Order.Requests _ -> requests();
            case Order.Find find -> find(find.prefix());
            case Order.Add add -> add(add);
            case Order.Accept accept -> {
                relations.accept(incoming(accept.name()).id());
                printer.notice(accept.name() + " is a friend now");
            }
            case Order.Decline decline -> {
                relations.decline(incoming(decline.name()).id());
                printer.notice("the request of " + decline.name() + " is declined");
            }
            case Order.Cancel cancel -> {
                relations.cancel(request(relations.outgoingRequests(), cancel.name(), "You have not asked ")
                        .id());
                printer.notice("your request to " + cancel.name() + " is taken back");
            }
            case Order.Remove remove -> remove(remove.name());
            case Order.Block block -> {
                relations.block(id(block.name()));
                printer.notice(block.name() + " is blocked");
            }
            case Order.Unblock unblock -> {
                relations.unblock(id(unblock.name()));
                printer.notice(unblock.name() + " is not blocked any more");
            }
        }
    }

    /// Only what others did: the user knows the rest.
    void changed(RelationChange change) {
        String name = name(change.user());
        FriendRequest request = change.request();
        switch (change.kind()) {
            case REQUEST_OPENED -> {
                if (request != null && !change.outgoing()) {
                    printer.notice(asks(request));
                }
            }
            case REQUEST_ACCEPTED -> {
                if (change.outgoing()) {
                    printer.notice(name + " accepted your request and is a friend now");
                }
            }
            case REQUEST_DECLINED -> {
                if (change.outgoing()) {
                    printer.notice(name + " declined your request");
                }
            }
            case REQUEST_WITHDRAWN, FRIENDSHIP_BEGUN, FRIENDSHIP_ENDED, BLOCK_ADDED, BLOCK_REMOVED, UNKNOWN -> {}
        }
    }

    private void list(List<String> users, String standing, String none) {
        if (users.isEmpty()) {
            printer.notice(none);
        }
        users.forEach(user -> printer.notice(standing.replace("NAME", name(user))));
    }

    private void requests() {
        var incoming = relations.incomingRequests();
        var outgoing = relations.outgoingRequests();
        if (incoming.isEmpty() && outgoing.isEmpty()) {
            printer.notice("no requests wait");
        }
        incoming.forEach(request -> printer.notice(asks(request)));
        outgoing.forEach(request ->
                printer.notice(name(request.user()) + " has not answered yet; /cancel " + name(request.user())));
    }

    private String asks(FriendRequest request) {
        String name = name(request.user());
        String message = request.message();
        String words = message == null || message.isEmpty() ? "" : " (" + message + ")";
        return name + " asks to be a friend" + words + "; /accept " + name + " or /decline " + name;
    }

    private void find(String prefix) {
        var found = api.searchUsers(prefix, "");
        if (found.users().isEmpty()) {
            printer.notice("nobody's name begins with " + prefix);
        }
        found.users().forEach(user -> printer.notice(user.name() + "; /add " + user.name()));
        if (found.next() != null) {
            printer.notice("there may be more; type more of the name");
        }
    }

    private void add(Order.Add add) {
        FriendRequest request = relations.request(id(add.name()), add.message());
        printer.notice(add.name() + (request.accepted() ? " is a friend now" : " was asked"));
    }

    private void remove(String name) {
        String user = id(name);
        if (!friends().contains(user)) {
            throw new IllegalArgumentException(name + " is no friend of yours");
        }
        relations.remove(user);
        printer.notice(name + " is no friend any more");
    }

    private FriendRequest incoming(String name) {
        return request(relations.incomingRequests(), name, "No request waits of ");
    }

    private FriendRequest request(List<FriendRequest> requests, String name, String none) {
        String user = id(name);
        return requests.stream()
                .filter(waiting -> waiting.user().equals(user))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(none + name + "; /requests shows those that wait"));
    }

    private String id(String name) {
        return printer.names().user(name).id();
    }

    private String name(String user) {
        return printer.names().name(user);
    }
}
