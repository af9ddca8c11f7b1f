package io.warbler.sdk;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The messages of one conversation as they are now. Takes messages and changes in any order, as often as they
 * come, from the listener and from pages of history: the result is always the same. Not thread-safe.
 *
 * <p>Keeps the changes of messages that it does not hold (yet), the newest {@value #MOST_EARLY} of them.
 */
public final class Timeline {

    /** Changes kept for messages that have not come. */
    public static final int MOST_EARLY = 1_000;

    private final String self;
    private final TreeMap<Long, Message> messages = new TreeMap<>();
    /** By the message's seq, then by their own: what came, as far as the message does not have it. */
    private final Map<Long, TreeMap<Long, Event>> changes = new HashMap<>();

    private final TreeMap<Long, Long> targetsOfEarlyChanges = new TreeMap<>();
    private @Nullable HiddenMessages hidden;

    /**
     * Nothing yet.
     *
     * @param self the user
     */
    public Timeline(String self) {
        this.self = self;
    }

    /** Takes a message, older or newer than what is held of it. */
    public void put(Message message) {
        Message held = messages.get(message.seq());
        if (held == null || held.changes().seq() <= message.changes().seq()) {
            messages.put(message.seq(), message);
            changes.computeIfPresent(message.seq(), (seq, events) -> {
                events.headMap(message.changes().seq(), true).clear();
                return events.isEmpty() ? null : events;
            });
        }
    }

    /** Takes an event; one that is no change of a message changes nothing. */
    public void apply(Event event) {
        MessageChange change = event.messageChange();
        if (change == null) {
            return;
        }
        changes.computeIfAbsent(change.targetSeq(), seq -> new TreeMap<>()).put(event.seq(), event);
        if (!messages.containsKey(change.targetSeq())) {
            targetsOfEarlyChanges.put(event.seq(), change.targetSeq());
            forgetTheOldest();
        }
    }

    /** Leaves out what the user has hidden from themselves, from now on; see {@link WarblerListener#onHidden}. */
    public void hide(HiddenMessages more) {
        hidden = hidden == null ? more : hidden.merged(more);
    }

    /** The message at the seq with all changes that came; empty when it has not come, or is hidden. */
    public Optional<Message> at(long seq) {
        return Optional.ofNullable(messages.get(seq)).filter(this::isShown).map(this::changed);
    }

    /** All messages that came and are not hidden, rising, with all changes. */
    public List<Message> messages() {
        return messages.values().stream()
                .filter(this::isShown)
                .map(this::changed)
                .sorted(Comparator.comparingLong(Message::seq))
                .toList();
    }

    private boolean isShown(Message message) {
        return !message.isHidden() && (hidden == null || !hidden.contains(message.seq()));
    }

    private Message changed(Message message) {
        Message changed = message;
        for (Event event : changes.getOrDefault(message.seq(), new TreeMap<>()).values()) {
            changed = changed.after(event, self);
        }
        return changed;
    }

    private void forgetTheOldest() {
        if (targetsOfEarlyChanges.size() > MOST_EARLY) {
            var oldest = targetsOfEarlyChanges.pollFirstEntry();
            if (!messages.containsKey(oldest.getValue())) {
                changes.computeIfPresent(oldest.getValue(), (seq, events) -> {
                    events.remove(oldest.getKey());
                    return events.isEmpty() ? null : events;
                });
            }
        }
    }
}
