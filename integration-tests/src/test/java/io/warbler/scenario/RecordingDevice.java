package io.warbler.scenario;

import io.warbler.sdk.ConnectionState;
import io.warbler.sdk.Event;
import io.warbler.sdk.Message;
import io.warbler.sdk.Presence;
import io.warbler.sdk.RelationChange;
import io.warbler.sdk.SavedDraft;
import io.warbler.sdk.SendResult;
import io.warbler.sdk.WarblerClient;
import io.warbler.sdk.WarblerListener;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Stream;

/// A device that remembers everything it was shown.
final class RecordingDevice implements AutoCloseable {

    private final List<Message> shown = new CopyOnWriteArrayList<>();
    private final List<Event> changes = new CopyOnWriteArrayList<>();
    private final List<ConnectionState> states = new CopyOnWriteArrayList<>();
    private final List<RelationChange> relationChanges = new CopyOnWriteArrayList<>();
    private final List<SavedDraft> drafts = new CopyOnWriteArrayList<>();
    private final List<String> typing = new CopyOnWriteArrayList<>();
    private final List<Presence> presences = new CopyOnWriteArrayList<>();
    private final List<String> receipts = new CopyOnWriteArrayList<>();
    private final WarblerClient client;

    // allow MethodLength: one listener for everything that is told
    RecordingDevice(Function<WarblerListener, WarblerClient> maker) {
        client = maker.apply(new WarblerListener() {
            @Override
            public void onMessage(Message message) {
                shown.add(message);
            }

            @Override
            public void onMessageChange(Event event) {
                changes.add(event);
            }

            @Override
            public void onRelationChange(RelationChange change) {
                relationChanges.add(change);
            }

            @Override
            public void onDraft(SavedDraft draft) {
                drafts.add(draft);
            }

            @Override
            public void onTyping(String conversation, String user) {
                typing.add(user);
            }

            @Override
            public void onReadReceipt(String conversation, String user, long seq) {
                receipts.add(conversation + " " + user + "@" + seq);
            }

            @Override
            public void onPresence(Presence presence) {
                presences.add(presence);
            }

            @Override
            public void onConnection(ConnectionState state) {
                states.add(state);
            }
        });
    }

    RecordingDevice connect() {
        client.connect().orTimeout(30, TimeUnit.SECONDS).join();
        return this;
    }

    WarblerClient client() {
        return client;
    }

    CompletableFuture<SendResult> send(Person peer, String text) {
        return client.sendToUser(peer.id(), text);
    }

    /// Messages in the order in which the device showed them.
    List<Message> shown(String conversation) {
        return shown.stream()
                .filter(message -> message.conversation().equals(conversation))
                .toList();
    }

    /// Changes of messages in the order in which the device was told.
    List<Event> changes(String conversation) {
        return changes.stream()
                .filter(event -> event.conversation().equals(conversation))
                .toList();
    }

    List<Long> shownSeqs(String conversation) {
        return shown(conversation).stream().map(Message::seq).toList();
    }

    /// What the device was told about relations, by kind, in order.
    List<RelationChange.Kind> relationKinds() {
        return relationChanges.stream().map(RelationChange::kind).toList();
    }

    /// Has the device told about people from now on.
    RecordingDevice watch(Person... people) {
        client.watch(Stream.of(people).map(Person::id).toList())
                .orTimeout(10, TimeUnit.SECONDS)
                .join();
        return this;
    }

    /// Drafts of the user that the device was told of, in order.
    List<SavedDraft> drafts() {
        return List.copyOf(drafts);
    }

    /// Who was seen typing, in order.
    List<String> typing() {
        return List.copyOf(typing);
    }

    /// Who was seen to have read up to where in a conversation, as `user@seq`, in order.
    List<String> receipts(String conversation) {
        return receipts.stream()
                .filter(it -> it.startsWith(conversation + " "))
                .map(it -> it.substring(conversation.length() + 1))
                .toList();
    }

    /// What the device believes of a person that it watches.
    Presence presenceOf(Person person) {
        return presences.reversed().stream()
                .filter(presence -> presence.user().equals(person.id()))
                .findFirst()
                .orElseThrow();
    }

    /// Everything that the device was told of those it watches.
    List<Presence> presences() {
        return List.copyOf(presences);
    }

    Presence.State stateOf(Person person) {
        return presenceOf(person).state();
    }

    List<ConnectionState> states() {
        return List.copyOf(states);
    }

    @Override
    public void close() {
        client.close();
    }
}
