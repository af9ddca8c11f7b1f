package io.warbler.message.history;

import io.warbler.kernel.Position;
import io.warbler.proto.client.v1.Message;

/// A stored message as clients get it, and where it stands.
///
/// @param message  without body when the body was not read
/// @param position its record of the log
/// @param rowTime  microseconds; rises along the conversation
record TimelineRow(Message message, Position position, long rowTime) {}
