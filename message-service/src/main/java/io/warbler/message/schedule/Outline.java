package io.warbler.message.schedule;

import io.warbler.proto.client.v1.ScheduledSend;

/// A scheduled send without what it says.
///
/// @param told  as the user is told of it, without content
/// @param bytes that it has with its content
record Outline(ScheduledSend told, long bytes) {}
