package io.warbler.terminal;

import io.warbler.sdk.HistoryPage;
import io.warbler.sdk.InboxEntry;
import io.warbler.sdk.Message;
import io.warbler.sdk.Presence;
import io.warbler.sdk.RelationChange;
import io.warbler.sdk.RelationChange.Kind;
import io.warbler.sdk.WarblerClient;
import io.warbler.sdk.rest.User;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What the user sees and does: carries orders out and shows what arrives. Belongs to the desk.
final class Chat {

    private static final int FIRST_PAGE = 20;
    private static final int INBOX = 20;
    private static final int MOST_WATCHED = 500;
    private static final long ANSWER_SECONDS = 20;

    private final WarblerClient client;
    private final People people;
    private final Self self;
    private final Printer printer;
    private final Sends sends;
    private @Nullable OpenConversation open;
    private final Map<String, Presence.State> stateByFriend = new HashMap<>();
    private Set<String> watched = Set.of();
    private boolean isWatching;

    Chat(WarblerClient client, Printer printer, Sends sends) {
        this.client = client;
        this.people = new People(client.api(), printer);
        this.self = new Self(client.api(), printer);
        this.printer = printer;
        this.sends = sends;
    }

    /// Shows the inbox.
    void begin() {
        printer.notice("you are " + printer.names().ownName() + "; /open NAME to talk, /help for more");
        inbox();
    }

    /// Carries an order out; `Quit` is none of its business.
    void carryOut(Order order) {
        switch (order) {
            case Order.Say say -> say(say.text());
            case Order.Open to -> open(to.name());
            case Order.History history -> history(history.count());
            case Order.Inbox _ -> inbox();
            case Order.Who _ -> who();
            case Order.Away _ -> away(true);
            case Order.Back _ -> away(false);
            case Order.OfRelations ofRelations -> people.carryOut(ofRelations);
            case Order.OfSelf ofSelf -> self.carryOut(ofSelf);
            case Order.Read _ -> markRead();
            case Order.Help _ -> printer.plain(Guide.HELP);
            case Order.Unknown unknown -> printer.notice(unknown.hint());
            case Order.Nothing _, Order.Quit _ -> {}
        }
    }

    /// The name to type to.
    String prompt() {
        return open == null ? "> " : open.peer().name() + "> ";
    }

    void arrived(Message message) {
        boolean own = message.sender().equals(client.self());
        if (open != null && open.id().equals(message.conversation())) {
            show(open, message, own);
            if (!own) {
                open.hasSpoken();
                sends.markRead(client.markRead(message.conversation(), message.seq()));
            }
        } else if (!own) {
            printer.elsewhere(message);
        }
    }

    void read(String conversation, String user, long seq) {
        boolean mine = user.equals(client.self());
        if (!mine && open != null && open.id().equals(conversation) && open.readUpTo(seq)) {
            printer.readBy(user);
        }
    }

    /// Something changed between the user and another, on whatever device.
    void changed(RelationChange change) {
        people.changed(change);
        boolean isAnotherCircle = change.kind() == Kind.FRIENDSHIP_BEGUN || change.kind() == Kind.FRIENDSHIP_ENDED;
        if (isAnotherCircle && isWatching) {
            watchFriends();
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

    /// How a friend is when the program starts is no news.
    void presence(Presence presence) {
        Presence.State before = stateByFriend.put(presence.user(), presence.state());
        if (before != null && before != presence.state()) {
            printer.presence(presence);
        }
    }

    /// The user types to the peer of the open conversation.
    void typing() {
        if (open != null) {
            client.typingToUser(open.peer().id());
        }
    }

    /// Told once until the peer has said something, or has been silent for a while.
    void isTyping(String conversation, String user) {
        if (open != null && open.id().equals(conversation) && open.beginsToType(System.nanoTime())) {
            printer.typing(user);
        }
    }

    private void say(String text) {
        if (open == null) {
            printer.notice("nobody is listening; /open NAME first");
            return;
        }
        sends.add(text, client.sendToUser(open.peer().id(), text));
    }

    private void open(String name) {
        User peer = printer.names().user(name);
        if (peer.id().equals(client.self())) {
            throw new IllegalArgumentException("That is you");
        }
        var opened = new OpenConversation(client.directConversation(peer.id()), peer);
        open = opened;
        client.conversation(opened.id()).map(InboxEntry::peerReadSeq).ifPresent(opened::knownAsRead);
        printer.presence(presenceOf(peer.id()));
        history(FIRST_PAGE);
        markRead();
    }

    private void history(int count) {
        OpenConversation opened = open;
        if (opened == null) {
            printer.notice("no conversation is open; /open NAME first");
            return;
        }
        if (client.conversation(opened.id()).isEmpty()) {
            printer.notice("no messages yet");
            return;
        }
        HistoryPage page = answer(client.newestHistory(opened.id(), count));
        if (page.more()) {
            printer.notice("older messages: /history " + Math.min(100, count * 2));
        }
        for (Message message : page.messages()) {
            boolean own = message.sender().equals(client.self());
            opened.show(message, own);
            printer.message(message, own);
        }
    }

    private void show(OpenConversation opened, Message message, boolean own) {
        if (opened.show(message, own)) {
            printer.message(message, own);
        }
    }

    private void markRead() {
        if (open != null) {
            String id = open.id();
            client.conversation(id)
                    .filter(entry -> entry.unreadCount() > 0)
                    .ifPresent(entry -> sends.markRead(client.markRead(id, entry.lastSeq())));
        }
    }

    private void inbox() {
        List<InboxEntry> entries = answer(client.inbox(INBOX, "")).entries();
        if (entries.isEmpty()) {
            printer.notice("no conversations yet");
        }
        entries.forEach(printer::entry);
    }

    private void who() {
        List<String> friends = people.friends();
        if (friends.isEmpty()) {
            printer.notice("no friends yet; /add NAME");
            return;
        }
        answer(client.presence(friends.subList(0, Math.min(100, friends.size()))))
                .forEach(printer::presence);
    }

    private void away(boolean away) {
        client.setAway(away);
        printer.notice(away ? "you are away; /back when you are here again" : "you are back");
    }

    private Presence presenceOf(String user) {
        return answer(client.presence(List.of(user))).get(0);
    }

    private static <T> T answer(CompletableFuture<T> question) {
        return question.orTimeout(ANSWER_SECONDS, TimeUnit.SECONDS).join();
    }
}
