package io.warbler.rest;

import io.warbler.rest.Api.Input;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/// Alice, whose things are at stake, and others who stand to her in every relation.
///
/// @param self     Alice
/// @param friend   her friend; both have a conversation
/// @param stranger nobody to her
/// @param blocked  a friend whom she blocks
/// @param asker    has asked her to be friends
/// @param request  the request of the asker
/// @param conversation hers with the friend
/// @param group        hers, with the friend as a member
public record Circle(
        Account self,
        Account friend,
        Account stranger,
        Account blocked,
        Account asker,
        String request,
        String conversation,
        String group) {

    /// Seq of the one message of a channel.
    public static final long FIRST_NEWS = 2;

    public static Circle make(Api api) {
        List<Account> accounts = Stream.of("self", "friend", "stranger", "blocked", "asker")
                .parallel()
                .map(nick -> Account.register(api, nick))
                .toList();
        return around(api, accounts.get(0), accounts.get(1), accounts.subList(2, 5));
    }

    private static Circle around(Api api, Account self, Account friend, List<Account> others) {
        Account stranger = others.get(0);
        Account blocked = others.get(1);
        Account asker = others.get(2);
        befriend(api, friend, self);
        befriend(api, blocked, self);
        api.succeed("blockUser", Input.as(self.token()).path("user", blocked.id()));
        String request = ask(api, asker, self);
        String conversation = api.succeed("sendToUser", hello(friend).path("user", self.id()))
                .get("conversation")
                .asString();
        return new Circle(self, friend, stranger, blocked, asker, request, conversation, group(api, self, friend));
    }

    public Account account(Relation relation) {
        return switch (relation) {
            case SELF -> self;
            case FRIEND -> friend;
            case STRANGER -> stranger;
            case BLOCKED -> blocked;
        };
    }

    private static String group(Api api, Account owner, Account member) {
        var input = Input.as(owner.token())
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .body("{\"title\":\"Circle\",\"members\":[\"" + member.id() + "\"]}");
        return api.succeed("createGroup", input).get("conversation").asString();
    }

    /// The same with a channel as the group.
    Circle inChannel(Api api) {
        return new Circle(self, friend, stranger, blocked, asker, request, conversation, channel(api));
    }

    /// A new channel of Alice, which her friend reads, with one message.
    public String channel(Api api) {
        var input = Input.as(self.token())
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .body("{\"title\":\"News\",\"kind\":\"CONVERSATION_KIND_CHANNEL\",\"members\":[\"" + friend.id()
                        + "\"]}");
        String channel = api.succeed("createGroup", input).get("conversation").asString();
        api.succeed("sendToConversation", hello(self).path("conversation", channel));
        return channel;
    }

    private static Input hello(Account from) {
        return Input.as(from.token())
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .body("{\"text\":\"hello\"}");
    }

    public static String ask(Api api, Account from, Account to) {
        return api.succeed("requestFriend", Input.as(from.token()).body("{\"user\":\"" + to.id() + "\"}"))
                .get("id")
                .asString();
    }

    public static void befriend(Api api, Account one, Account other) {
        api.succeed("acceptFriendRequest", Input.as(other.token()).path("id", ask(api, one, other)));
    }
}
