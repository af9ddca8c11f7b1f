package io.warbler.message.send;

import org.jspecify.annotations.Nullable;

/// The body of a send in a user's name.
///
/// @param user         the recipient: the DIRECT conversation with them; or absent
/// @param conversation a conversation that the author is a member of; or absent
/// @param text         what to say
record SendAsRequest(
        @Nullable String user,
        @Nullable String conversation,
        @Nullable String text) {}
