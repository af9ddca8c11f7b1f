package io.warbler.terminal;

import io.warbler.sdk.Entry;
import io.warbler.sdk.Event;
import io.warbler.sdk.HiddenMessages;
import io.warbler.sdk.HistoryPage;
import io.warbler.sdk.InboxEntry;
import io.warbler.sdk.InboxSection;
import io.warbler.sdk.Message;
import io.warbler.sdk.Presence;
import io.warbler.sdk.RelationChange;
import io.warbler.sdk.ScheduledSend;
import io.warbler.sdk.WarblerClient;
import io.warbler.sdk.group.JoinRequest;
import io.warbler.sdk.rest.User;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What the user sees and does: carries orders out and shows what arrives. Belongs to the desk.
final class Chat {

    private static final int FIRST_PAGE = 20;
    private static final int INBOX = 20;
    private static final int MENTIONS = 20;

    private final WarblerClient client;
    private final People people;
    private final Company company;
    private final Self self;
    private final Crowd crowd;
    private final Speech speech;
    private final Changes changes;
    private final OwnSettings ownSettings;
    private final Printer printer;
    private final Sends sends;
    private @Nullable OpenConversation open;

    Chat(WarblerClient client, Printer printer, Sends sends, Clock clock) {
        this.client = client;
        this.people = new People(client.api(), printer);
        this.company = new Company(client, people, printer);
        this.self = new Self(client.api(), printer);
        this.crowd = new Crowd(client, printer, clock);
        this.speech = new Speech(client, crowd, printer, sends, clock);
        this.changes = new Changes(client, printer, sends);
        this.ownSettings = new OwnSettings(client, printer, clock);
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
            case Order.OfSpeech ofSpeech -> speech.carryOut(ofSpeech, open);
            case Order.Mentions _ -> mentions();
            case Order.Open to -> open(to.name());
            case Order.History history -> history(history.count());
            case Order.Inbox of -> inbox(of.section());
            case Order.OfSettings ofSettings -> ownSettings.carryOut(ofSettings, open);
            case Order.OfPresence ofPresence -> company.carryOut(ofPresence);
            case Order.Add add
            when open != null && open.isGroup() ->
                crowd.add(open.id(), GroupLine.words(add.name() + " " + add.message()));
            case Order.CreateGroup create -> openGroup(crowd.create(create));
            case Order.CreateChannel create -> openGroup(crowd.create(create));
            case Order.OfGroup ofGroup -> inGroup(ofGroup);
            case Order.Join join -> crowd.doorway().join(join).ifPresent(this::openGroup);
            case Order.Unask unask -> crowd.doorway().unask(unask);
            case Order.OfMessage ofMessage -> changes.carryOut(ofMessage);
            case Order.DeleteForMe delete -> changes.deleteForMe(delete.back());
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

    /// Something became of what waited to be sent. What was sent shows itself.
    void scheduled(ScheduledSend scheduled) {
        if (scheduled.state() == ScheduledSend.State.REFUSED) {
            printer.notSent(scheduled.text(), scheduled.reason());
        }
    }

    /// Messages are hidden from the user.
    void hidden(HiddenMessages hidden) {
        changes.hidden(hidden);
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

    /// What was sent has come to a device of the peer.
    void delivered(String conversation, String user, long seq) {
        if (open != null && open.id().equals(conversation) && open.deliveredUpTo(seq)) {
            printer.deliveredTo(user);
        }
    }

    /// Something changed between the user and another, on whatever device.
    void changed(RelationChange change) {
        people.changed(change);
        company.changed(change);
    }

    /// Something became of the user's request to be let into a group.
    void joinRequestChanged(JoinRequest.State state) {
        crowd.doorway().changed(state);
    }

    /// Has the server tell when friends come or go, from now on.
    void watchFriends() {
        company.watchFriends();
    }

    void presence(Presence presence) {
        company.presence(presence);
    }

    /// The user types in the open conversation.
    void typing() {
        if (open != null) {
            speech.typing(open);
        }
    }

    /// Told once until the user has said something, or has been silent for a while.
    void isTyping(String conversation, String user) {
        if (open != null && open.id().equals(conversation) && open.beginsToType(user, System.nanoTime())) {
            printer.typing(user);
        }
    }

    private void mentions() {
        List<Message> found = Answers.await(client.mentions(MENTIONS, "")).messages();
        if (found.isEmpty()) {
            printer.notice("nobody has mentioned you yet");
        }
        found.forEach(message -> printer.message(message, false));
    }

    private void open(String name) {
        String group = name.matches("#.*|.* .*|[gc][0-9a-f]{32}") ? crowd.find(name) : null;
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
        client.conversation(opened.id())
                .ifPresent(entry ->
                        opened.known(entry.peerReadSeq(), entry.delivered().peerSeq()));
        company.show(List.of(peer.id()));
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
        HistoryPage page = Answers.await(client.newestHistory(opened.id(), count));
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
                changes.shown(message);
                if (!message.isHidden()) {
                    opened.showed(message);
                    printer.message(message, own);
                }
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
        List<InboxEntry> entries = Answers.await(asked).entries();
        if (entries.isEmpty()) {
            printer.notice(section == null ? "no conversations yet" : "nothing is there");
        }
        entries.forEach(printer::entry);
    }
}
