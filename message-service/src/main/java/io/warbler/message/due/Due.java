package io.warbler.message.due;

import io.warbler.kernel.ConversationId;
import io.warbler.kernel.UserId;

/// A hint that something is due: what it is about says whether it still is.
///
/// @param dueAtMs      when, milliseconds since the Unix epoch
/// @param conversation whose owner looks at it
/// @param id           of what is due
/// @param version      in which that became due then: no other version can need this hint
/// @param user         whose it is
public record Due(long dueAtMs, ConversationId conversation, String id, long version, UserId user) {}
