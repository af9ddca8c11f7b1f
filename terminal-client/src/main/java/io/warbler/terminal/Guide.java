package io.warbler.terminal;

import java.util.List;

/// The words of the program that never change.
final class Guide {

    static final List<String> COMMANDS = List.of(
            "/open",
            "/reply",
            "/forward",
            "/later",
            "/scheduled",
            "/unschedule",
            "/mentions",
            "/history",
            "/inbox",
            "/silence",
            "/pinchat",
            "/archive",
            "/hide",
            "/putback",
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
            "/group",
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
            "/dissolve",
            "/join",
            "/invite",
            "/invites",
            "/revoke",
            "/asking",
            "/admit",
            "/turnaway",
            "/entry",
            "/announce",
            "/edit",
            "/delete",
            "/deleteforme",
            "/react",
            "/unreact",
            "/pin",
            "/unpin",
            "/poll",
            "/vote",
            "/endpoll",
            "/read",
            "/quit",
            "/help");

    static final String HELP = """
            /open NAME      open the conversation with a user, or a group by its title; then just type
            /reply [n] TEXT answer the last message, or the n-th from the end
            /forward NAME [n]  copy the last message, or the n-th from the end, to somebody
            /later 8h TEXT  have it sent after a time (s, m, h, d), whether you are here or not
            /scheduled      what waits to be sent   /unschedule NUMBER  do not send it
            /mentions       messages that mention you, newest first
            /history [n]    the newest n messages of the open conversation (20)
            /inbox          conversations with unread messages, newest first; /inbox archived, /inbox hidden
            /silence [8h]   do not count the open conversation, for a time or for good; /silence off ends it
            /pinchat        keep it on top          /archive        put it away until a message comes
            /hide           take it off the list until a message comes      /putback  list it again
            /read           mark the open conversation as read
            /edit TEXT      give your last message another text
            /delete [n]     delete the newest message for all, or the n-th newest
            /deleteforme [n]  take it off your own devices alone
            /react 👍 [n]   react to it             /unreact 👍 [n] take that back
            /pin [n]        pin it                  /unpin [n]      end that
            /poll QUESTION | ANSWER | ANSWER        ask; /vote 2 chooses in the newest poll, /vote none takes it back,
                            /endpoll ends it
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
            /group TITLE [NAMES]  make a group and open it; /group "my team" bob carol
            /channel TITLE [NAMES]  the same with a channel: you write, they read
            /join LINK [ANSWER]  come into a group, or ask to; /join LINK off takes that back
            in a group:
            /add NAMES      make friends members    /kick NAME      remove a member
            /members        who is in it            /info           its rules, and what you are in it
            /ban NAME       remove and keep out     /unban NAME     take it back
            /role NAME admin|member                 /owner NAME     make a member the owner
            /mute NAME 10m  no messages for a time (s, m, h, d); /mute NAME off takes it back
            /rename TITLE   call it otherwise       /leave          leave it
            /invite [1d] [10]  a link into it, for a time, for so many; /invites lists, /revoke NUMBER ends one
            /entry open|approval|closed|question TEXT  what a link is good for
            /asking         who asks to be let in   /admit NAME     let them in     /turnaway NAME  do not
            /announce TEXT  stands on top of it; /announce off takes it away
            /dissolve       end it for all
            /quit           leave the program
            ✓ stored by the server   ✓✓ delivered, or read   … on its way""";

    private Guide() {}
}
