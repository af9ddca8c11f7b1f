package io.warbler.terminal;

import io.warbler.sdk.ConversationKind;
import io.warbler.sdk.ConversationSettings;
import io.warbler.sdk.InboxEntry;
import io.warbler.sdk.InboxSection;
import io.warbler.sdk.Message;
import io.warbler.sdk.MessageChanges;
import io.warbler.sdk.Presence;
import io.warbler.sdk.ScheduledSend;
import io.warbler.sdk.group.GroupView;
import io.warbler.sdk.rest.LiveSession;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Locale;

/// Writes what happened as lines. Everything that others wrote passes through [Printable].
final class Printer {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofLocalizedDateTime(FormatStyle.SHORT);
    private static final int PREVIEW = 48;

    private final Screen screen;
    private final Names names;
    private final Clock clock;

    Printer(Screen screen, Names names, Clock clock) {
        this.screen = screen;
        this.names = names;
        this.clock = clock;
    }

    Names names() {
        return names;
    }

    void message(Message message, boolean own) {
        String sender = own ? "you" : Printable.line(names.name(message.sender()));
        String beside = forwarded(message) + answering(message);
        screen.print(time(message.sentAt()) + " " + sender + ": " + beside + text(message) + (own ? " ✓" : ""));
    }

    /// A message of a user's conversation that is not open.
    void elsewhere(Message message) {
        String sender = names.name(message.sender());
        elsewhere(sender, text(message), sender);
    }

    /// A message of a group that is not open.
    void elsewhere(Message message, String title) {
        elsewhere(title + ", " + names.name(message.sender()), text(message), title);
    }

    /// Something in a conversation that is not open.
    void elsewhere(String where, String text, String conversation) {
        screen.print("• " + Printable.line(where) + ": " + preview(Printable.line(text)) + "  (/open "
                + Printable.line(conversation) + ")");
    }

    /// Something that happened in the open group.
    void event(Instant when, String text) {
        screen.printDim(time(when) + " — " + Printable.line(text));
    }

    void member(String user, String standing) {
        screen.print(String.format(Locale.ROOT, "  %-20s %s", Printable.line(names.name(user)), standing));
    }

    void entry(InboxEntry entry) {
        Message last = entry.lastMessage();
        String unread = entry.unreadCount() == 0 ? "" : entry.unreadCount() + " unread";
        Instant now = clock.instant();
        String kept = (entry.section(now) == InboxSection.PINNED ? "(pinned) " : "")
                + (entry.settings().isMuted(now) ? "(silent) " : "");
        String preview = last == null ? "" : time(last.sentAt()) + "  " + preview(text(last));
        screen.print(
                String.format(Locale.ROOT, "  %-20s %10s  %s", Printable.line(title(entry)), unread, kept + preview)
                        .stripTrailing());
    }

    /// What an order made of the settings of the open conversation.
    void settings(ConversationSettings now, Order.OfSettings order) {
        notice(
                switch (order) {
                    case Order.Silence _ -> silence(now);
                    case Order.Put put ->
                        switch (put.section()) {
                            case LISTED -> "listed again";
                            case PINNED -> "pinned on top of your inbox";
                            case ARCHIVED -> "archived until a message comes; /inbox archived lists it";
                            case HIDDEN -> "hidden until a message comes; /inbox hidden lists it";
                        };
                });
    }

    /// It waits to be sent.
    void scheduled(ScheduledSend scheduled) {
        notice("will be sent " + date(scheduled.dueAt()));
    }

    /// One of a list of what waits.
    void scheduled(int number, ScheduledSend scheduled) {
        String text = preview(Printable.line(scheduled.text()));
        screen.print(String.format(Locale.ROOT, "  %2d  %s  %s", number, date(scheduled.dueAt()), text));
    }

    private static String date(Instant instant) {
        return DATE.format(instant.atZone(zone()));
    }

    private static String silence(ConversationSettings settings) {
        long until = settings.mute().untilMs();
        if (until == ConversationSettings.Mute.FOR_GOOD_MS) {
            return "silent until /silence off";
        }
        return until == 0
                ? "not silent any more"
                : "silent until " + DATE.format(Instant.ofEpochMilli(until).atZone(ZoneId.systemDefault()));
    }

    private String title(InboxEntry entry) {
        GroupView group = entry.group();
        if (group != null) {
            String kind = entry.kind() == ConversationKind.CHANNEL ? " (channel)" : "";
            return "#" + group.title() + kind + (group.isMember() ? "" : " (left)");
        }
        return entry.peer().isEmpty() ? entry.conversation() : names.name(entry.peer());
    }

    void onItsWay(String text) {
        screen.print("… " + preview(Printable.line(text)));
    }

    void notSent(String text, String why) {
        screen.print("✗ not sent (" + Printable.line(why) + "): " + preview(Printable.line(text)));
    }

    void deliveredTo(String user) {
        screen.print("✓✓ delivered to " + Printable.line(names.name(user)));
    }

    void readBy(String user) {
        screen.print("✓✓ read by " + Printable.line(names.name(user)));
    }

    void typing(String user) {
        notice(names.name(user) + " is typing …");
    }

    void presence(Presence presence) {
        Instant lastSeen = presence.lastSeenAt();
        String state = switch (presence.state()) {
            case ONLINE -> "online";
            case AWAY -> "away";
            case OFFLINE -> lastSeen == null ? "offline" : "offline, last seen " + DATE.format(lastSeen.atZone(zone()));
        };
        notice(names.name(presence.user()) + " is " + state);
    }

    void session(int number, LiveSession session) {
        String when = session.current()
                ? "this one"
                : "last used " + DATE.format(session.lastUsedAt().atZone(zone()));
        screen.print(String.format(
                Locale.ROOT,
                "  %d  %s (%s), %s",
                number,
                Printable.line(session.device().name()),
                Printable.line(session.device().platform()),
                when));
    }

    /// Something that is no message.
    void notice(String text) {
        screen.print("— " + Printable.line(text));
    }

    /// Text of this program.
    void plain(String text) {
        text.lines().forEach(screen::print);
    }

    private String forwarded(Message message) {
        Message.Origin origin = message.origin();
        return origin == null ? "" : "(forwarded from " + Printable.line(names.name(origin.sender())) + ") ";
    }

    /// What the user cannot see is not told by the server.
    private String answering(Message message) {
        Message.Answered answered = message.answers();
        if (answered == null || answered.sender().isEmpty()) {
            return answered == null ? "" : "(in reply) ";
        }
        String said = preview(Printable.line(answered.text()));
        return "(to " + Printable.line(names.name(answered.sender())) + (said.isEmpty() ? "" : ": “" + said + "”")
                + ") ";
    }

    private static String text(Message message) {
        if (message.isDeleted()) {
            return "(deleted)";
        }
        return content(message) + marks(message.changes());
    }

    private static String marks(MessageChanges changes) {
        var marks = new StringBuilder();
        if (changes.editCount() > 0) {
            marks.append(" (edited)");
        }
        if (changes.pinned()) {
            marks.append(" 📌");
        }
        changes.reactions()
                .forEach(it -> marks.append(' ')
                        .append(Printable.line(it.reaction()))
                        .append(it.count() > 1 ? " " + it.count() : ""));
        return marks.toString();
    }

    private static String content(Message message) {
        return switch (message.kind()) {
            case TEXT, IMAGE, VIDEO, FILE, VOICE, LOCATION, CONTACT, CUSTOM, BUNDLE, POLL ->
                Printable.line(message.text());
            case LOST -> "(this message was lost)";
            case HIDDEN -> "";
            case UNKNOWN -> "(this version cannot show this message)";
        };
    }

    private static String preview(String text) {
        return text.length() <= PREVIEW ? text : text.substring(0, PREVIEW - 1) + "…";
    }

    private static String time(Instant instant) {
        return TIME.format(instant.atZone(zone()));
    }

    private static ZoneId zone() {
        return ZoneId.systemDefault();
    }
}
