package io.warbler.sdk.group;

import java.time.Instant;

/**
 * A join, or a request to join, that was accepted.
 *
 * @param conversation the group
 * @param seq where the event stands
 * @param member the user is one now; false: the request waits
 */
public record GroupJoined(String conversation, long seq, Instant changedAt, boolean member) {}
