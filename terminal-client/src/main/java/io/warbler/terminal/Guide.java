package io.warbler.terminal;

import java.util.List;

/// The words of the program that never change.
final class Guide {

    static final List<String> COMMANDS = List.of(
            "/open",
            "/history",
            "/inbox",
            "/who",
            "/away",
            "/back",
            "/friends",
            "/requests",
            "/find",
            "/add",
            "/accept",
            "/decline",
            "/cancel",
            "/remove",
            "/block",
            "/unblock",
            "/blocked",
            "/me",
            "/name",
            "/status",
            "/sessions",
            "/end",
            "/device",
            "/read",
            "/quit",
            "/help");

    static final String HELP = """
            /open NAME      open the conversation with a user; then just type
            /history [n]    the newest n messages of the open conversation (20)
            /inbox          conversations with unread messages, newest first
            /read           mark the open conversation as read
            /who            who of your friends is online
            /away           show that you are not here      /back   you are here again
            /friends        your friends            /remove NAME    end a friendship
            /requests       requests that wait      /cancel NAME    take your own back
            /accept NAME    accept a request        /decline NAME   decline it
            /find BEGINNING users whose names begin so, at least 3 letters
            /add NAME [message]                     ask for friendship, with a few words if you like
            /block NAME     refuse everything       /unblock NAME   take it back
            /blocked        whom you block
            /me             your profile            /name [TEXT]    what others are shown
            /status [TEXT]  what you are up to      /device NAME    call this device so
            /sessions       where you are logged in
            /end NUMBER     end a session of that list; /end others ends all but this one
            /quit           leave
            ✓ stored by the server   ✓✓ read   … on its way""";

    private Guide() {}
}
