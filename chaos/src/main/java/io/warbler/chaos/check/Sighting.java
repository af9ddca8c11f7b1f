package io.warbler.chaos.check;

import io.warbler.chaos.history.Entry;

/// An entry and who saw it: a device that showed it or read it at the end.
record Sighting(Entry entry, String witness) {

    Send.Key key() {
        return new Send.Key(entry.conversation(), entry.sender(), entry.clientMessageId());
    }
}
