package io.warbler.terminal;

import io.warbler.sdk.NewMessage;
import io.warbler.sdk.ScheduledSend;
import io.warbler.sdk.ScheduledSends;
import io.warbler.sdk.SendResult;
import io.warbler.sdk.WarblerClient;
import io.warbler.sdk.content.Content;
import io.warbler.sdk.rest.User;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// What the user says in the open conversation, and copies from it to others. Belongs to the desk.
final class Speech {

    private static final int LISTED = 100;

    private final WarblerClient client;
    private final Crowd crowd;
    private final Printer printer;
    private final Sends sends;
    private final Clock clock;
    private List<ScheduledSend> listed = List.of();

    Speech(WarblerClient client, Crowd crowd, Printer printer, Sends sends, Clock clock) {
        this.client = client;
        this.crowd = crowd;
        this.printer = printer;
        this.sends = sends;
        this.clock = clock;
    }

    void carryOut(Order.OfSpeech order, @Nullable OpenConversation open) {
        switch (order) {
            case Order.Say say -> say(say.text(), open);
            case Order.Reply reply -> reply(reply, open);
            case Order.Forward forward -> forward(forward, open);
            case Order.AskPoll poll -> ask(poll, open);
            case Order.SayLater later -> later(later, open);
            case Order.Scheduled _ -> list();
            case Order.Unschedule unschedule -> cancel(unschedule.number());
        }
    }

    /// The user is typing.
    void typing(OpenConversation open) {
        User peer = open.peer();
        if (peer == null) {
            client.typing(open.id());
        } else {
            client.typingToUser(peer.id());
        }
    }

    private void say(String text, @Nullable OpenConversation open) {
        if (open == null) {
            printer.notice("nobody is listening; /open NAME first");
            return;
        }
        sends.add(text, send(open, NewMessage.of(Content.Text.plain(text))));
    }

    private void ask(Order.AskPoll poll, @Nullable OpenConversation open) {
        if (open == null) {
            printer.notice("nobody is listening; /open NAME first");
            return;
        }
        var content = new Content.Poll(poll.question(), poll.options(), false, false, Optional.empty());
        sends.add(poll.question(), send(open, NewMessage.of(content)));
    }

    private void later(Order.SayLater later, @Nullable OpenConversation open) {
        if (open == null) {
            printer.notice("nobody is listening; /open NAME first");
            return;
        }
        var message = NewMessage.of(Content.Text.plain(later.text()));
        Instant then = clock.instant().plus(later.time());
        String name = ScheduledSends.newName();
        User peer = open.peer();
        printer.scheduled(Answers.await(
                peer == null
                        ? client.scheduled().schedule(name, open.id(), message, then)
                        : client.scheduled().scheduleToUser(name, peer.id(), message, then)));
    }

    private void list() {
        listed = Answers.await(client.scheduled().list(LISTED, "")).sends().stream()
                .filter(it -> it.state() == ScheduledSend.State.WAITING)
                .toList();
        if (listed.isEmpty()) {
            printer.notice("nothing waits to be sent");
        }
        for (int number = 1; number <= listed.size(); number++) {
            printer.scheduled(number, listed.get(number - 1));
        }
    }

    private void cancel(int number) {
        if (number > listed.size()) {
            printer.notice("there is no such number; /scheduled lists what waits");
            return;
        }
        Answers.await(client.scheduled().cancel(listed.get(number - 1).schedule()));
        printer.notice("it will not be sent");
    }

    private void reply(Order.Reply reply, @Nullable OpenConversation open) {
        Long target = open == null ? null : open.seqOf(reply.back()).orElse(null);
        if (open == null || target == null) {
            printer.notice("no such message on the screen");
            return;
        }
        var answer = NewMessage.of(Content.Text.plain(reply.text())).answering(target);
        sends.add(reply.text(), send(open, answer));
    }

    private CompletableFuture<SendResult> send(OpenConversation to, NewMessage message) {
        User peer = to.peer();
        return peer == null ? client.send(to.id(), message) : client.sendToUser(peer.id(), message);
    }

    private void forward(Order.Forward forward, @Nullable OpenConversation open) {
        Long source = open == null ? null : open.seqOf(forward.back()).orElse(null);
        if (open == null || source == null) {
            printer.notice("no such message on the screen");
            return;
        }
        var copy = NewMessage.forward(open.id(), source);
        String name = forward.name();
        sends.add("a message to " + name, sendTo(name, copy));
    }

    /// To the group of this title, else to the user of this name.
    private CompletableFuture<SendResult> sendTo(String name, NewMessage message) {
        String group = crowd.find(name);
        return group == null
                ? client.sendToUser(printer.names().user(name).id(), message)
                : client.send(group, message);
    }
}
