package io.warbler.terminal;

import io.warbler.sdk.Entry;
import io.warbler.sdk.Event;
import io.warbler.sdk.HistoryPage;
import io.warbler.sdk.InboxEntry;
import io.warbler.sdk.InboxSection;
import io.warbler.sdk.Message;
import io.warbler.sdk.NewMessage;
import io.warbler.sdk.Presence;
import io.warbler.sdk.RelationChange;
import io.warbler.sdk.RelationChange.Kind;
import io.warbler.sdk.SendResult;
import io.warbler.sdk.WarblerClient;
import io.warbler.sdk.content.Content;
import io.warbler.sdk.rest.User;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What the user sees and does: carries orders out and shows what arrives. Belongs to the desk.
final class Chat {

    private static final int FIRST_PAGE = 20;
    private static final int INBOX = 20;
    private static final int MENTIONS = 20;
    private static final int MOST_WATCHED = 500;
    private static final long ANSWER_SECONDS = 20;

    private final WarblerClient client;
    private final People people;
    private final Self self;
    private final Crowd crowd;
    private final Changes changes;
    private final OwnSettings ownSettings;
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
        this.crowd = new Crowd(client, printer);
        this.changes = new Changes(client, printer, sends);
        this.ownSettings = new OwnSettings(client, printer);
        this.printer = printer;
        this.sends = sends;
    }

    /// Shows the inbox.
    void begin() {
        printer.notice("you are " + printer.names().ownName() + "; /open NAME to talk, /help for more");
        inbox(null);
    }

    /// Carries an order out; `Quit` is none of its business.
    void carryOut(Order order) {
        switch (order) {
            case Order.Say say -> say(say.text());
            case Order.Reply reply -> reply(reply);
            case Order.Forward forward -> forward(forward);
            case Order.Mentions _ -> mentions();
            case Order.Open to -> open(to.name());
            case Order.History history -> history(history.count());
            case Order.Inbox of -> inbox(of.section());
            case Order.OfSettings ofSettings -> ownSettings.carryOut(ofSettings, open);
            case Order.Who _ -> who();
            case Order.Away _ -> away(true);
            case Order.Back _ -> away(false);
            case Order.Add add
            when open != null && open.isGroup() ->
                crowd.add(open.id(), GroupLine.words(add.name() + " " + add.message()));
            case Order.CreateGroup create -> openGroup(crowd.create(create));
            case Order.OfGroup ofGroup -> inGroup(ofGroup);
            case Order.OfMessage ofMessage -> changes.carryOut(ofMessage);
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
        return open == null ? "> " : Printable.line(name(open)) + "> ";
    }

    void arrived(Message message) {
        boolean own = message.sender().equals(client.self());
        if (open != null && open.id().equals(message.conversation())) {
            show(open, message, own);
            if (!own) {
                open.hasSpoken(message.sender());
                sends.markRead(client.markRead(message.conversation(), message.seq()));
            }
        } else if (!own) {
            elsewhere(message);
        }
    }

    /// Something happened in a group.
    void happened(Event event) {
        boolean isNews = crowd.isNews(event);
        if (open == null || !open.id().equals(event.conversation())) {
            crowd.elsewhere(event);
        } else if (open.show(event, false) && isNews) {
            crowd.show(event);
        }
    }

    /// A message changed.
    void messageChanged(Event event) {
        if (open != null && open.id().equals(event.conversation()) && open.show(event, false)) {
            changes.happened(event);
        }
    }

    /// In a group everybody's reading would be too much to tell.
    void read(String conversation, String user, long seq) {
        boolean mine = user.equals(client.self());
        if (mine || open == null || open.isGroup()) {
            return;
        }
        if (open.id().equals(conversation) && open.readUpTo(seq)) {
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

    /// The user types in the open conversation.
    void typing() {
        if (open == null) {
            return;
        }
        User peer = open.peer();
        if (peer == null) {
            client.typing(open.id());
        } else {
            client.typingToUser(peer.id());
        }
    }

    /// Told once until the user has said something, or has been silent for a while.
    void isTyping(String conversation, String user) {
        if (open != null && open.id().equals(conversation) && open.beginsToType(user, System.nanoTime())) {
            printer.typing(user);
        }
    }

    private void say(String text) {
        if (open == null) {
            printer.notice("nobody is listening; /open NAME first");
            return;
        }
        sends.add(text, send(open, NewMessage.of(Content.Text.plain(text))));
    }

    private CompletableFuture<SendResult> send(OpenConversation to, NewMessage message) {
        User peer = to.peer();
        return peer == null ? client.send(to.id(), message) : client.sendToUser(peer.id(), message);
    }

    private void reply(Order.Reply reply) {
        OpenConversation opened = open;
        Long target = opened == null ? null : opened.seqOf(reply.back()).orElse(null);
        if (opened == null || target == null) {
            printer.notice("no such message on the screen");
            return;
        }
        var answer = NewMessage.of(Content.Text.plain(reply.text())).answering(target);
        sends.add(reply.text(), send(opened, answer));
    }

    private void forward(Order.Forward forward) {
        OpenConversation opened = open;
        Long source = opened == null ? null : opened.seqOf(forward.back()).orElse(null);
        if (opened == null || source == null) {
            printer.notice("no such message on the screen");
            return;
        }
        var copy = NewMessage.forward(opened.id(), source);
        String name = forward.name();
        String group = crowd.find(name);
        Optional<User> peer = group == null ? printer.names().find(name) : Optional.empty();
        if (group == null && peer.isEmpty()) {
            throw new IllegalArgumentException("There is no user " + name);
        }
        String what = "a message to " + name;
        sends.add(what, group == null ? client.sendToUser(peer.orElseThrow().id(), copy) : client.send(group, copy));
    }

    private void mentions() {
        List<Message> found = answer(client.mentions(MENTIONS, "")).messages();
        if (found.isEmpty()) {
            printer.notice("nobody has mentioned you yet");
        }
        found.forEach(message -> printer.message(message, false));
    }

    private void open(String name) {
        String group = name.matches("#.*|.* .*|g[0-9a-f]{32}") ? crowd.find(name) : null;
        if (group != null) {
            openGroup(group);
            return;
        }
        Optional<User> peer = printer.names().find(name);
        String called = peer.isEmpty() ? crowd.find(name) : null;
        if (called != null) {
            openGroup(called);
        } else {
            openWith(peer.orElseThrow(() -> new IllegalArgumentException("There is no user " + name)));
        }
    }

    private void openWith(User peer) {
        if (peer.id().equals(client.self())) {
            throw new IllegalArgumentException("That is you");
        }
        var opened = OpenConversation.with(client.directConversation(peer.id()), peer);
        open = opened;
        changes.opened(opened.id());
        client.conversation(opened.id()).map(InboxEntry::peerReadSeq).ifPresent(opened::knownAsRead);
        printer.presence(presenceOf(peer.id()));
        history(FIRST_PAGE);
        markRead();
    }

    private void openGroup(String id) {
        open = OpenConversation.ofGroup(id);
        changes.opened(id);
        history(FIRST_PAGE);
        markRead();
    }

    private void inGroup(Order.OfGroup order) {
        if (open == null || !open.isGroup()) {
            printer.notice("no group is open; /open TITLE or /group TITLE first");
            return;
        }
        crowd.carryOut(order, open.id());
        if (order instanceof Order.Leave) {
            open = null;
        }
    }

    private String name(OpenConversation conversation) {
        User peer = conversation.peer();
        return peer == null ? crowd.title(conversation.id()) : peer.name();
    }

    private void elsewhere(Message message) {
        boolean inGroup = client.conversation(message.conversation())
                .map(InboxEntry::group)
                .isPresent();
        if (inGroup) {
            printer.elsewhere(message, crowd.title(message.conversation()));
        } else {
            printer.elsewhere(message);
        }
    }

    private void history(int count) {
        OpenConversation opened = open;
        if (opened == null) {
            printer.notice("no conversation is open; /open NAME first");
            return;
        }
        if (!opened.isGroup() && client.conversation(opened.id()).isEmpty()) {
            printer.notice("no messages yet");
            return;
        }
        HistoryPage page = answer(client.newestHistory(opened.id(), count));
        if (page.more()) {
            printer.notice("older messages: /history " + Math.min(100, count * 2));
        }
        page.entries().forEach(entry -> showAgain(opened, entry));
    }

    private void showAgain(OpenConversation opened, Entry entry) {
        switch (entry) {
            case Message message -> {
                boolean own = message.sender().equals(client.self());
                opened.show(message, own);
                opened.showed(message);
                changes.shown(message);
                printer.message(message, own);
            }
            case Event event -> {
                opened.show(event, false);
                // messages are shown as they are now
                if (event.messageChange() == null) {
                    crowd.show(event);
                }
            }
        }
    }

    private void show(OpenConversation opened, Message message, boolean own) {
        changes.shown(message);
        if (opened.show(message, own)) {
            opened.showed(message);
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

    private void inbox(@Nullable InboxSection section) {
        var asked = section == null ? client.inbox(INBOX, "") : client.inbox(section, INBOX, "");
        List<InboxEntry> entries = answer(asked).entries();
        if (entries.isEmpty()) {
            printer.notice(section == null ? "no conversations yet" : "nothing is there");
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
