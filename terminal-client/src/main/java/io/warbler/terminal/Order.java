package io.warbler.terminal;

import io.warbler.sdk.InboxSection;
import io.warbler.sdk.group.GroupSettings;
import io.warbler.sdk.group.InviteLink;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What a typed line asks for.
sealed interface Order {

    /// Says something in the open conversation, or copies what was said there.
    sealed interface OfSpeech extends Order {}

    /// Send the text.
    record Say(String text) implements OfSpeech {}

    /// Answer a message, counted from the last one.
    record Reply(int back, String text) implements OfSpeech {}

    /// Copy a message, counted from the last one, to a user or a group.
    record Forward(String name, int back) implements OfSpeech {}

    /// Ask the members of the open conversation to choose.
    record AskPoll(String question, List<String> options) implements OfSpeech {}

    /// Have the text sent after a time.
    record SayLater(Duration time, String text) implements OfSpeech {}

    /// What waits to be sent, in every conversation.
    record Scheduled() implements OfSpeech {}

    /// Do not send it after all; by its number in that list, from 1.
    record Unschedule(int number) implements OfSpeech {}

    /// Who mentioned the user, and where.
    record Mentions() implements Order {}

    /// The conversation with the user of this name, or the group of this title.
    record Open(String name) implements Order {}

    record History(int count) implements Order {}

    /// What is pinned and listed, or what is archived or hidden.
    record Inbox(@Nullable InboxSection section) implements Order {}

    /// Sets something for the open conversation, for the user alone.
    sealed interface OfSettings extends Order {}

    /// Do not disturb the user for a time; zero: do again, null: never.
    record Silence(@Nullable Duration time) implements OfSettings {}

    record Put(InboxSection section) implements OfSettings {}

    /// Concerns who is there.
    sealed interface OfPresence extends Order {}

    record Who() implements OfPresence {}

    /// Nobody sits here for a while.
    record Away() implements OfPresence {}

    record Back() implements OfPresence {}

    /// Concerns friends, requests or blocks.
    sealed interface OfRelations extends Order {}

    record Friends() implements OfRelations {}

    record Requests() implements OfRelations {}

    record Blocked() implements OfRelations {}

    /// Look for users whose names begin so.
    record Find(String prefix) implements OfRelations {}

    /// Ask for friendship, with a few words or none; in a group: make this user a member, and those whom the words
    /// name.
    record Add(String name, String message) implements OfRelations {}

    record Accept(String name) implements OfRelations {}

    record Decline(String name) implements OfRelations {}

    record Cancel(String name) implements OfRelations {}

    record Remove(String name) implements OfRelations {}

    record Block(String name) implements OfRelations {}

    record Unblock(String name) implements OfRelations {}

    /// Concerns the user's own profile, sessions and devices.
    sealed interface OfSelf extends Order {}

    record Me() implements OfSelf {}

    /// What others are shown; empty to be shown by name.
    record DisplayName(String text) implements OfSelf {}

    /// Empty for none.
    record Status(String text) implements OfSelf {}

    record ListSessions() implements OfSelf {}

    /// By its number in the list, from 1.
    record EndSession(int number) implements OfSelf {}

    record EndOthers() implements OfSelf {}

    record RenameDevice(String name) implements OfSelf {}

    /// Make a group of these users, and open it.
    record CreateGroup(String title, List<String> users) implements Order {}

    /// Make a channel that these users read, and open it.
    record CreateChannel(String title, List<String> users) implements Order {}

    /// Concerns the group or channel that is open.
    sealed interface OfGroup extends Order {}

    record Members() implements OfGroup {}

    record About() implements OfGroup {}

    record Kick(String name) implements OfGroup {}

    record Ban(String name) implements OfGroup {}

    record Unban(String name) implements OfGroup {}

    record Leave() implements OfGroup {}

    record Rename(String title) implements OfGroup {}

    record SetRole(String name, boolean admin) implements OfGroup {}

    record Mute(String name, Duration time) implements OfGroup {}

    record Unmute(String name) implements OfGroup {}

    /// Make another member the owner.
    record Owner(String name) implements OfGroup {}

    record Dissolve() implements OfGroup {}

    /// Concerns how people come into the group that is open.
    sealed interface OfEntry extends OfGroup {}

    /// Make an invite.
    ///
    /// @param time good for so long; null: for ever
    /// @param uses good for so many; 0: any number
    record MakeInvite(@Nullable Duration time, int uses) implements OfEntry {}

    record Invites() implements OfEntry {}

    record Revoke(long invite) implements OfEntry {}

    /// Who asks to be let in.
    record Asking() implements OfEntry {}

    record Admit(String name) implements OfEntry {}

    /// Do not let in.
    record TurnAway(String name) implements OfEntry {}

    /// Who comes in by an invite; the question may be empty.
    record SetEntry(GroupSettings.JoinPolicy policy, String question) implements OfEntry {}

    /// Empty: take it away.
    record Announce(String text) implements OfEntry {}

    /// Come into a group by a link, or ask to be let in.
    record Join(InviteLink link, String answer) implements Order {}

    /// Do not ask to be let in any more.
    record Unask(InviteLink link) implements Order {}

    /// Takes a message of the open conversation off the user's own devices, counted back from the newest.
    record DeleteForMe(int back) implements Order {}

    /// Changes a message of the open conversation.
    sealed interface OfMessage extends Order {

        /// Which, counted back from the newest: 1 is that one.
        int back();

        /// As it can be shown.
        String words();
    }

    /// Of the user's own last message.
    record Edit(String text) implements OfMessage {

        @Override
        public int back() {
            return 1;
        }

        @Override
        public String words() {
            return "/edit " + text;
        }
    }

    record Delete(int back) implements OfMessage {

        @Override
        public String words() {
            return "/delete " + back;
        }
    }

    record React(String reaction, int back) implements OfMessage {

        @Override
        public String words() {
            return "/react " + reaction;
        }
    }

    record Unreact(String reaction, int back) implements OfMessage {

        @Override
        public String words() {
            return "/unreact " + reaction;
        }
    }

    record Pin(int back) implements OfMessage {

        @Override
        public String words() {
            return "/pin " + back;
        }
    }

    record Unpin(int back) implements OfMessage {

        @Override
        public String words() {
            return "/unpin " + back;
        }
    }

    /// In the newest poll: places of options, from 1; none: take the vote back.
    record Vote(List<Integer> options) implements OfMessage {

        @Override
        public int back() {
            return 1;
        }

        @Override
        public String words() {
            return "/vote " + options;
        }
    }

    /// Of the newest poll.
    record EndPoll() implements OfMessage {

        @Override
        public int back() {
            return 1;
        }

        @Override
        public String words() {
            return "/endpoll";
        }
    }

    record Read() implements Order {}

    record Quit() implements Order {}

    record Help() implements Order {}

    record Nothing() implements Order {}

    /// Not understood; the hint says why.
    record Unknown(String hint) implements Order {}

    /// A line that begins with `/` is a command, with `//` a text that begins with `/`.
    static Order parse(String line) {
        if (line.isBlank()) {
            return new Nothing();
        }
        if (!line.startsWith("/")) {
            return new Say(line);
        }
        if (line.startsWith("//")) {
            return new Say(line.substring(1));
        }
        int space = line.indexOf(' ');
        String word = space < 0 ? line : line.substring(0, space);
        String rest = space < 0 ? "" : line.substring(space).strip();
        String command = word.toLowerCase(Locale.ROOT);
        return MessageLine.COMMANDS.contains(command) ? MessageLine.parse(command, rest) : command(command, rest);
    }

    // allow MethodLength: one line per command
    private static Order command(String word, String rest) {
        return switch (word) {
            case "/group",
                    "/channel",
                    "/members",
                    "/kick",
                    "/ban",
                    "/unban",
                    "/leave",
                    "/rename",
                    "/role",
                    "/mute",
                    "/info",
                    "/owner",
                    "/dissolve" -> GroupLine.parse(word, rest);
            case "/join", "/invite", "/invites", "/revoke", "/asking", "/admit", "/turnaway", "/entry", "/announce" ->
                JoinLine.parse(word, rest);
            case "/open" -> rest.isEmpty() ? new Unknown("/open needs a name, for example /open bob") : open(rest);
            case "/find", "/add", "/accept", "/decline", "/cancel", "/remove", "/block", "/unblock" ->
                RelationLine.parse(word, rest);
            case "/me" -> new Me();
            case "/name" -> new DisplayName(rest);
            case "/status" -> new Status(rest);
            case "/sessions" -> new ListSessions();
            case "/end" -> end(rest);
            case "/device" ->
                rest.isEmpty()
                        ? new Unknown("/device needs a name, for example /device laptop")
                        : new RenameDevice(rest);
            case "/poll", "/vote", "/endpoll" -> PollLine.parse(word, rest);
            case "/reply", "/forward", "/later", "/scheduled", "/unschedule" -> SpeechLine.parse(word, rest);
            case "/mentions" -> new Mentions();
            case "/history" -> history(rest);
            case "/inbox" -> inbox(rest);
            case "/silence", "/pinchat", "/archive", "/hide", "/putback" -> SettingsLine.parse(word, rest);
            case "/who" -> new Who();
            case "/away" -> new Away();
            case "/back" -> new Back();
            case "/friends" -> new Friends();
            case "/requests" -> new Requests();
            case "/blocked" -> new Blocked();
            case "/read" -> new Read();
            case "/quit", "/exit" -> new Quit();
            case "/help" -> new Help();
            default -> new Unknown("no command " + word + "; /help lists them, // begins a text with /");
        };
    }

    private static Order open(String name) {
        return new Open(name.toLowerCase(Locale.ROOT));
    }

    private static Order end(String rest) {
        if (rest.equals("others")) {
            return new EndOthers();
        }
        return rest.matches("[1-9]\\d{0,2}")
                ? new EndSession(Integer.parseInt(rest))
                : new Unknown("/end takes a number of /sessions, or others");
    }

    private static Order inbox(String rest) {
        return switch (rest) {
            case "" -> new Inbox(null);
            case "archived" -> new Inbox(InboxSection.ARCHIVED);
            case "hidden" -> new Inbox(InboxSection.HIDDEN);
            default -> new Unknown("/inbox takes nothing, archived or hidden");
        };
    }

    private static Order history(String rest) {
        if (rest.isEmpty()) {
            return new History(20);
        }
        if (!rest.matches("\\d{1,3}") || Integer.parseInt(rest) < 1 || Integer.parseInt(rest) > 100) {
            return new Unknown("/history takes a count from 1 to 100");
        }
        return new History(Integer.parseInt(rest));
    }
}
