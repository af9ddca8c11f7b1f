package io.warbler.sdk;

import io.warbler.sdk.group.JoinRequest;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Remembers what a client tells. */
final class Recorder implements WarblerListener {

    private final List<Message> messages = new CopyOnWriteArrayList<>();
    private final List<Entry> entries = new CopyOnWriteArrayList<>();
    private final List<ConnectionState> states = new CopyOnWriteArrayList<>();
    private final List<String> typing = new CopyOnWriteArrayList<>();
    private final List<Presence> presences = new CopyOnWriteArrayList<>();
    private final List<SendResult> results = new CopyOnWriteArrayList<>();
    private final List<RelationChange> relationChanges = new CopyOnWriteArrayList<>();
    private final List<String> joinRequests = new CopyOnWriteArrayList<>();

    private final List<ScheduledSend> scheduled = new CopyOnWriteArrayList<>();

    @Override
    public void onScheduledSend(ScheduledSend told) {
        scheduled.add(told);
    }

    List<ScheduledSend> scheduled() {
        return scheduled;
    }

    @Override
    public void onMessage(Message message) {
        messages.add(message);
        entries.add(message);
    }

    @Override
    public void onEvent(Event event) {
        entries.add(event);
    }

    @Override
    public void onMessageChange(Event event) {
        entries.add(event);
    }

    @Override
    public void onConnection(ConnectionState state) {
        states.add(state);
    }

    @Override
    public void onTyping(String conversation, String user) {
        typing.add(user + " in " + conversation);
    }

    @Override
    public void onPresence(Presence presence) {
        presences.add(presence);
    }

    @Override
    public void onSendResult(String conversation, String clientMessageId, SendResult result) {
        results.add(result);
    }

    @Override
    public void onRelationChange(RelationChange change) {
        relationChanges.add(change);
    }

    @Override
    public void onJoinRequest(String conversation, JoinRequest.State state) {
        joinRequests.add(conversation + " " + state);
    }

    /** Where, and what became of it, in order. */
    List<String> joinRequests() {
        return joinRequests;
    }

    List<RelationChange> relationChanges() {
        return relationChanges;
    }

    List<Message> messages() {
        return messages;
    }

    /** Messages and events, in order. */
    List<Entry> entries() {
        return entries;
    }

    /** Where they stand, in order. */
    List<Long> entrySeqs() {
        return entries.stream().map(Entry::seq).toList();
    }

    List<String> texts() {
        return messages.stream().map(Message::text).toList();
    }

    List<Long> seqs() {
        return messages.stream().map(Message::seq).toList();
    }

    List<ConnectionState> states() {
        return states;
    }

    /** What was told of a user, in order. */
    List<Presence.State> statesOf(String user) {
        return presences.stream()
                .filter(presence -> presence.user().equals(user))
                .map(Presence::state)
                .toList();
    }

    /** Who was typing where, in order. */
    List<String> typing() {
        return typing;
    }

    List<SendResult> results() {
        return results;
    }

    boolean hasSeen(Class<? extends ConnectionState> state) {
        return states.stream().anyMatch(state::isInstance);
    }
}
