package io.warbler.sdk.group;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A way into a group for whoever holds its token.
 *
 * @param id names it in its group
 * @param creator who made it
 * @param expiresAt it is good before; null: for ever
 * @param maxUses so many may join or ask by it; 0: any number
 * @param uses so many did
 */
public record Invite(
        long id, String creator, Instant madeAt, @Nullable Instant expiresAt, int maxUses, int uses) {}
