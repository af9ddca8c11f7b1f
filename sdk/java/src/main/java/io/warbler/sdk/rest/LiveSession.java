package io.warbler.sdk.rest;

import java.time.Instant;

/**
 * One of the user's sessions, as the server lists it.
 *
 * @param id {@code s} and 32 hexadecimal digits
 * @param device where the user logged in
 * @param lastUsedAt when its tokens were last renewed
 * @param expiresAt when it ends by itself
 * @param current whether it is the session that asks
 */
public record LiveSession(
        String id, Device device, Instant createdAt, Instant lastUsedAt, Instant expiresAt, boolean current) {}
