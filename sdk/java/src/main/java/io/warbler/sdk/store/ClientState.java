package io.warbler.sdk.store;

import java.util.Map;

/**
 * What a client remembers of the server.
 *
 * @param user whose state it is; empty before the first login
 * @param device the id that the server gave to this device; empty before the first login
 * @param token the sync token in base64; empty before the first sync
 * @param conversations how far each conversation is held, by conversation id
 */
public record ClientState(String user, String device, String token, Map<String, Held> conversations) {

    public ClientState {
        conversations = Map.copyOf(conversations);
    }

    /** The state of a new client. */
    public static ClientState empty() {
        return new ClientState("", "", "", Map.of());
    }

    /**
     * How far a conversation is held.
     *
     * @param seq the highest seq up to which every message was handed to the listener
     * @param ordinal the ordinal at that seq
     * @param lastSeq the highest seq that is known to exist
     */
    public record Held(long seq, long ordinal, long lastSeq) {}
}
