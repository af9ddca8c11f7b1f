package io.warbler.auth.session;

import io.warbler.auth.text.PlainText;
import io.warbler.proto.Limits;

/// An installed client.
///
/// @param id       `v` and 32 hexadecimal digits
/// @param platform such as android or terminal
/// @param name     what its user calls it
record Device(String id, String platform, String name) {

    static final PlainText NAME = new PlainText("name", "DEVICE_NAME_INVALID", 1, Limits.MAX_DEVICE_NAME_LENGTH);
}
