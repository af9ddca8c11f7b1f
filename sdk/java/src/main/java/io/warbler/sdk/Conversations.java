package io.warbler.sdk;

import io.warbler.proto.Limits;
import io.warbler.proto.client.v1.ConversationDelta;
import io.warbler.proto.client.v1.Cursor;
import io.warbler.proto.client.v1.Event;
import io.warbler.proto.client.v1.ReadReceipt;
import io.warbler.sdk.store.ClientState;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The conversations that a client holds: puts what arrives in order, hands it to the listener and keeps the entries
 * current. Belongs to the loop, but for {@link #entries}.
 */
final class Conversations {

    private final Callbacks callbacks;
    private final Beginning beginning;
    private final Runnable whenEntryIsLacking;
    private final Receiver whenReceived;
    private final Map<String, Tracked> byId = new HashMap<>();
    private final Map<String, InboxEntry> entries = new ConcurrentHashMap<>();
    private final Map<String, HiddenMessages> hidden = new ConcurrentHashMap<>();
    private String self = "";
    private boolean synced;
    private boolean firstSync;
    private int round;
    private int tokenRound;

    /**
     * Nothing known yet.
     *
     * @param whenEntryIsLacking called when something arrived of a group that only a sync can tell about
     * @param whenReceived called by the listener's thread when the application has everything of a conversation up to a
     *     seq
     */
    Conversations(Callbacks callbacks, Beginning beginning, Runnable whenEntryIsLacking, Receiver whenReceived) {
        this.callbacks = callbacks;
        this.beginning = beginning;
        this.whenEntryIsLacking = whenEntryIsLacking;
        this.whenReceived = whenReceived;
    }

    void restore(ClientState state) {
        state.conversations().forEach((id, held) -> {
            Tracked conversation = get(id);
            conversation.beginsAfter(held.seq(), held.ordinal());
            conversation.view().anchor(held.seq(), held.ordinal());
            conversation.view().knows(held.lastSeq());
        });
    }

    void identify(String user) {
        self = user;
    }

    void forgetAll() {
        byId.clear();
        entries.clear();
        hidden.clear();
    }

    /** A message, live or acked. */
    Tracked take(Message message) {
        return take(get(message.conversation()), Place.of(message));
    }

    /** A live event. */
    Tracked take(Event event) {
        return take(get(event.getConversation()), Place.of(event));
    }

    /**
     * A page that follows what was held when it was asked for. In a group it may begin later, with an event: what was
     * before the user became a member is not theirs to read.
     */
    void takePage(Tracked conversation, List<Place> page) {
        if (!page.isEmpty() && conversation.unread().isGroup() && !page.get(0).isMessage()) {
            Place first = page.get(0);
            deliver(conversation, conversation.view().skipTo(first.seq() - 1, first.ordinal()));
        }
        page.forEach(place -> deliver(conversation, conversation.view().offer(place)));
    }

    /** What a sync says of a conversation. */
    Tracked take(ConversationDelta delta) {
        InboxEntry entry = Frames.fromProto(delta.getEntry());
        Tracked conversation = get(entry.conversation());
        conversation.unread().counted(entry);
        List<Place> places = Place.merged(delta.getMessagesList(), delta.getEventsList());
        conversation.view().knows(entry.lastSeq());
        if (!conversation.view().isAnchored()) {
            anchor(conversation, places, delta);
        }
        places.forEach(place -> deliver(conversation, conversation.view().offer(place)));
        if (delta.getEntry().hasHidden()) {
            hide(conversation, SettingsFrames.fromProto(delta.getEntry().getHidden()));
        }
        tell(conversation);
        return conversation;
    }

    /** The server's entry, from an inbox page. */
    void take(InboxEntry entry) {
        Tracked conversation = get(entry.conversation());
        conversation.unread().counted(entry);
        entries.put(entry.conversation(), entryOf(conversation));
    }

    /** What the user has set for a conversation; returns what counts now. */
    ConversationSettings take(io.warbler.proto.client.v1.ConversationSettings settings) {
        Tracked conversation = get(settings.getConversation());
        ConversationSettings now = conversation.unread().set(SettingsFrames.fromProto(settings));
        tell(conversation);
        return now;
    }

    /** What the user has hidden in a conversation; returns all that this client knows of. */
    HiddenMessages take(io.warbler.proto.client.v1.HiddenMessages told) {
        Tracked conversation = get(told.getConversation());
        HiddenMessages now = hide(conversation, SettingsFrames.fromProto(told));
        tell(conversation);
        return now;
    }

    private HiddenMessages hide(Tracked conversation, HiddenMessages told) {
        HiddenMessages before = hidden(conversation.id());
        HiddenMessages now = before.merged(told);
        conversation.unread().hide(now);
        if (!now.equals(before)) {
            hidden.put(conversation.id(), now);
            callbacks.tell(listener -> listener.onHidden(now));
        }
        return now;
    }

    /** What the user has hidden; safe for every thread. */
    HiddenMessages hidden(String id) {
        return hidden.getOrDefault(id, new HiddenMessages(id, List.of()));
    }

    /** A draft, as a sync tells it. */
    void take(io.warbler.proto.client.v1.SavedDraft draft) {
        callbacks.tell(listener -> listener.onDraft(Frames.fromProto(draft)));
    }

    /** A scheduled send, live or as a sync tells it. */
    void take(io.warbler.proto.client.v1.ScheduledSend scheduled) {
        callbacks.tell(listener -> listener.onScheduledSend(ScheduleFrames.fromProto(scheduled)));
    }

    /** Live frames were left out. */
    Tracked behind(String id, long lastSeq) {
        Tracked conversation = get(id);
        conversation.view().knows(lastSeq);
        anchorIfSynced(conversation);
        return conversation;
    }

    void readReceipt(ReadReceipt receipt) {
        Tracked conversation = get(receipt.getConversation());
        if (receipt.getUser().equals(self)) {
            conversation.unread().read(receipt.getSeq());
        } else {
            conversation.unread().readByPeer(receipt.getSeq());
            conversation.unread().deliveredToPeer(receipt.getDeliveredSeq());
        }
        tell(conversation.told(), receipt);
        tell(conversation);
    }

    private void tell(ToldMarkers told, ReadReceipt receipt) {
        String id = receipt.getConversation();
        String user = receipt.getUser();
        if (told.readsOn(user, receipt.getSeq())) {
            callbacks.tell(listener -> listener.onReadReceipt(id, user, receipt.getSeq()));
        }
        if (told.receivesMore(user, receipt.getDeliveredSeq())) {
            callbacks.tell(listener -> listener.onDelivered(id, user, receipt.getDeliveredSeq()));
        }
    }

    boolean owesDelivery(String id, long seq) {
        return get(id).unread().owesDelivery(seq);
    }

    void saidDelivered(String id, long seq) {
        get(id).unread().saidDelivered(seq);
    }

    /** The user's own marker moved on this device. */
    void read(String id, long seq) {
        get(id).unread().read(seq);
        tell(get(id));
    }

    void recounted(String id, long seq, long unread) {
        get(id).unread().recounted(seq, unread);
        tell(get(id));
    }

    /**
     * A sync begins: what is held from now on may lie beyond the token that it will bring.
     *
     * @param first nothing was ever synced; otherwise what is not known has begun since, and all of it is new
     */
    int beginRound(boolean first) {
        firstSync = first;
        return ++round;
    }

    /** The sync of this round brought its token. */
    void acceptRound(int accepted) {
        tokenRound = accepted;
    }

    void offline() {
        synced = false;
    }

    /** Whatever is not known now began after the sync. */
    void synced() {
        synced = true;
        byId.values().forEach(this::anchorIfSynced);
        byId.values().forEach(Tracked::entryAnswered);
    }

    /** How far the conversations are held that moved since the token was made. */
    List<Cursor> cursors() {
        return byId.values().stream()
                .filter(conversation -> conversation.isTouchedSince(tokenRound))
                .limit(Limits.MAX_SYNC_CURSORS)
                .map(Conversations::cursor)
                .toList();
    }

    Collection<Tracked> all() {
        return new ArrayList<>(byId.values());
    }

    Map<String, ClientState.Held> held() {
        var held = new HashMap<String, ClientState.Held>();
        byId.forEach((id, conversation) -> {
            if (conversation.view().isAnchored()) {
                held.put(id, conversation.held());
            }
        });
        return held;
    }

    /** The entries as they are now; safe for every thread. */
    Map<String, InboxEntry> entries() {
        return entries;
    }

    private Tracked take(Tracked conversation, Place place) {
        anchorIfSynced(conversation);
        deliver(conversation, conversation.view().offer(place));
        if (synced && conversation.unread().lacksGroup()) {
            askForEntry(conversation);
        }
        return conversation;
    }

    private void askForEntry(Tracked conversation) {
        if (conversation.askForEntry()) {
            whenEntryIsLacking.run();
        }
    }

    /** The last seq that was let through; 0 if nothing was. */
    long heldSeq(String id) {
        Tracked conversation = byId.get(id);
        return conversation == null ? 0 : conversation.view().heldSeq();
    }

    private Tracked get(String id) {
        return byId.computeIfAbsent(id, Tracked::new);
    }

    private void anchorIfSynced(Tracked conversation) {
        if (synced && !conversation.view().isAnchored()) {
            anchor(conversation, 0, 0);
        }
    }

    /** What the first sync of all brings begins with the newest entries, unless told otherwise. */
    private void anchor(Tracked conversation, List<Place> places, ConversationDelta delta) {
        if (beginning == Beginning.FIRST || !firstSync) {
            anchor(conversation, 0, 0);
        } else if (beginning == Beginning.NOW || places.isEmpty()) {
            anchor(conversation, delta.getEntry().getLastSeq(), delta.getEntry().getLastOrdinal());
        } else {
            Place first = places.get(0);
            anchor(conversation, first.seq() - 1, first.ordinalBefore());
        }
    }

    private void anchor(Tracked conversation, long seq, long ordinal) {
        conversation.beginsAfter(seq, ordinal);
        deliver(conversation, conversation.view().anchor(seq, ordinal));
    }

    private void deliver(Tracked conversation, List<Place> places) {
        if (places.isEmpty()) {
            return;
        }
        conversation.touch(round);
        for (Place place : places) {
            note(conversation, place);
            callbacks.tell(listener -> {
                place.tell(listener);
                conversation.delivered(place);
            });
        }
        long received = places.get(places.size() - 1).seq();
        if (conversation.unread().owesDelivery(received)) {
            callbacks.tell(listener -> whenReceived.received(conversation.id(), received));
        }
        tell(conversation);
    }

    private void note(Tracked conversation, Place place) {
        if (place.entry() instanceof Message message) {
            conversation.unread().delivered(message, self);
        } else if (place.entry() instanceof io.warbler.sdk.Event event
                && conversation.unread().happened(event, self)) {
            askForEntry(conversation);
        }
    }

    private void tell(Tracked conversation) {
        InboxEntry entry = entryOf(conversation);
        entries.put(conversation.id(), entry);
        callbacks.tell(listener -> listener.onInboxEntry(entry));
    }

    private static InboxEntry entryOf(Tracked conversation) {
        return conversation.unread().entry(conversation.view().knownSeq());
    }

    private static Cursor cursor(Tracked conversation) {
        return Cursor.newBuilder()
                .setConversation(conversation.id())
                .setSeq(conversation.view().heldSeq())
                .setOrdinal(conversation.view().heldOrdinal())
                .build();
    }

    /** Is told how far the application has a conversation. */
    interface Receiver {

        void received(String conversation, long seq);
    }
}
