package io.warbler.message.sequencing;

import io.warbler.proto.client.v1.MessageChange;
import io.warbler.proto.store.v1.Pin;
import io.warbler.proto.store.v1.Pins;

/// What is pinned in a conversation, in the order of pinning; moved on by events alone. Not thread-safe.
///
/// Owners decide on it; readers compute the same from the same rows when no cache tells them.
public final class PinList {

    /// Replaced, never changed: decisions keep it.
    private Pins pins = Pins.getDefaultInstance();

    /// Takes up what was stored.
    public void restore(Pins stored) {
        pins = stored;
    }

    /// Moves on past an event; one that is no change of a message changes nothing.
    public void apply(Row.Event event) {
        MessageChange change = event.messageChange();
        switch (change.getWhatCase()) {
            case PINNED -> {
                remove(change.getTargetOrdinal());
                pins = pins.toBuilder()
                        .addPins(Pin.newBuilder()
                                .setSeq(change.getTargetSeq())
                                .setOrdinal(change.getTargetOrdinal())
                                .setActor(event.actor())
                                .setPinnedAtMs(event.happenedAtMs()))
                        .build();
            }
            case UNPINNED, DELETED -> remove(change.getTargetOrdinal());
            case EDITED, REACTION_ADDED, REACTION_REMOVED, POLL_VOTED, POLL_CLOSED, WHAT_NOT_SET -> {}
        }
    }

    /// In the form that is stored.
    public Pins toProto() {
        return pins;
    }

    int size() {
        return pins.getPinsCount();
    }

    private void remove(long ordinal) {
        if (pins.getPinsList().stream().anyMatch(pin -> pin.getOrdinal() == ordinal)) {
            pins = Pins.newBuilder()
                    .addAllPins(pins.getPinsList().stream()
                            .filter(pin -> pin.getOrdinal() != ordinal)
                            .toList())
                    .build();
        }
    }
}
