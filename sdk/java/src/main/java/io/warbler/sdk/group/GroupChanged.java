package io.warbler.sdk.group;

import java.time.Instant;

/**
 * A change that took effect.
 *
 * @param conversation the group
 * @param seq where the event stands; every member is told of it
 * @param changedAt when the server's log took it
 */
public record GroupChanged(String conversation, long seq, Instant changedAt) {}
