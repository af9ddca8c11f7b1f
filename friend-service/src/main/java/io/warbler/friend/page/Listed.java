package io.warbler.friend.page;

/// The lists that are read in pages. A cursor of one is no cursor of another.
public enum Listed {
    FRIENDS(1),
    BLOCKS(2),
    INCOMING_REQUESTS(3),
    OUTGOING_REQUESTS(4);

    private final byte tag;

    Listed(int tag) {
        this.tag = (byte) tag;
    }

    /// What stands for it in cursors.
    byte tag() {
        return tag;
    }
}
