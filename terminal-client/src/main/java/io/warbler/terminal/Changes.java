package io.warbler.terminal;

import io.warbler.sdk.Event;
import io.warbler.sdk.HiddenMessages;
import io.warbler.sdk.Message;
import io.warbler.sdk.MessageChange;
import io.warbler.sdk.SendResult;
import io.warbler.sdk.Timeline;
import io.warbler.sdk.WarblerClient;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// Edits, deletions, reactions and pins in the open conversation. Messages are counted back from the newest one.
final class Changes {

    private final WarblerClient client;
    private final Printer printer;
    private final Sends sends;
    private @Nullable String conversation;
    private Timeline timeline = new Timeline("");

    Changes(WarblerClient client, Printer printer, Sends sends) {
        this.client = client;
        this.printer = printer;
        this.sends = sends;
    }

    /// Another conversation is on the screen.
    void opened(String id) {
        conversation = id;
        timeline = new Timeline(client.self());
        timeline.hide(client.hidden(id));
    }

    /// A message is on the screen.
    void shown(Message message) {
        timeline.put(message);
    }

    void carryOut(Order.OfMessage order) {
        String id = conversation;
        Message target = id == null ? null : target(order);
        if (id == null || target == null) {
            printer.notice("there is no such message on the screen; /open NAME and /history first");
            return;
        }
        long seq = target.seq();
        CompletableFuture<SendResult> asked = switch (order) {
            case Order.Edit edit -> client.edit(id, seq, edit.text());
            case Order.Delete _ -> client.delete(id, seq);
            case Order.React react -> client.react(id, seq, react.reaction());
            case Order.Unreact unreact -> client.unreact(id, seq, unreact.reaction());
            case Order.Pin _ -> client.pin(id, seq);
            case Order.Unpin _ -> client.unpin(id, seq);
            case Order.Vote vote ->
                client.vote(id, seq, vote.options().stream().map(it -> it - 1).toList());
            case Order.EndPoll _ -> client.closePoll(id, seq);
        };
        sends.add(order.words(), asked);
    }

    /// Takes a message off the user's own devices.
    void deleteForMe(int back) {
        String id = conversation;
        List<Message> fitting = timeline.messages();
        if (id == null || fitting.size() < back) {
            printer.notice("there is no such message on the screen; /open NAME and /history first");
            return;
        }
        Message target = fitting.get(fitting.size() - back);
        hidden(Answers.await(client.hide(id, List.of(target.seq()))));
        printer.notice("you will not see " + (target.isDeleted() ? "it" : quoted(target.text())) + " any more");
    }

    /// Messages are hidden from the user, on whatever device of theirs.
    void hidden(HiddenMessages hidden) {
        if (hidden.conversation().equals(conversation)) {
            timeline.hide(hidden);
        }
    }

    /// A message changed, in whatever conversation.
    void happened(Event event) {
        MessageChange change = event.messageChange();
        if (change == null || !event.conversation().equals(conversation) || isHidden(event, change)) {
            return;
        }
        String before = timeline.at(change.targetSeq())
                .map(it -> it.isDeleted() ? "a message" : quoted(it.text()))
                .orElse("an earlier message");
        timeline.apply(event);
        if (change.what() instanceof MessageChange.PollVoted) {
            timeline.at(change.targetSeq()).ifPresent(poll -> printer.event(event.happenedAt(), Polls.standing(poll)));
            return;
        }
        boolean own = event.actor().equals(client.self());
        String who = own ? "you" : printer.names().name(event.actor());
        printer.event(event.happenedAt(), who + " " + did(change.what(), before));
    }

    private boolean isHidden(Event event, MessageChange change) {
        return client.hidden(event.conversation()).contains(change.targetSeq());
    }

    private @Nullable Message target(Order.OfMessage order) {
        boolean onlyOwn = order instanceof Order.Edit;
        boolean onlyPolls = order instanceof Order.Vote || order instanceof Order.EndPoll;
        List<Message> fitting = timeline.messages().stream()
                .filter(it -> !it.isDeleted() && it.kind() != Message.Kind.LOST)
                .filter(it -> !onlyOwn || it.sender().equals(client.self()))
                .filter(it -> !onlyPolls || it.kind() == Message.Kind.POLL)
                .toList();
        int index = fitting.size() - order.back();
        return index < 0 ? null : fitting.get(index);
    }

    private static String did(MessageChange.What what, String before) {
        return switch (what) {
            case MessageChange.Edited edited ->
                edited.text().isEmpty() ? "edited " + before : "edited " + before + " to " + quoted(edited.text());
            case MessageChange.Deleted _ -> "deleted " + before;
            case MessageChange.ReactionAdded added -> "reacted " + added.reaction() + " to " + before;
            case MessageChange.ReactionRemoved removed -> "took " + removed.reaction() + " back from " + before;
            case MessageChange.Pinned _ -> "pinned " + before;
            case MessageChange.Unpinned _ -> "unpinned " + before;
            case MessageChange.PollVoted _ -> "voted in " + before;
            case MessageChange.PollClosed _ -> "closed " + before;
            case MessageChange.Unknown _ -> "did something to " + before + " that this version cannot show";
        };
    }

    private static String quoted(String text) {
        return "“" + (text.length() <= 40 ? text : text.substring(0, 39) + "…") + "”";
    }
}
