package io.warbler.sdk;

import java.time.Instant;

/** The final verdict on a send, or on a change of a message. */
public sealed interface SendResult {

    /** Durable: every member finds the message, or the event of the change, at {@code seq}. */
    record Accepted(String conversation, long seq, long ordinal, Instant sentAt) implements SendResult {}

    /**
     * Never visible to anyone.
     *
     * @param code the stable code, for example {@code DIRECT_NOT_ALLOWED}
     * @param detail what was wrong, in English, for developers
     */
    record Refused(String code, String detail) implements SendResult {}
}
