package io.warbler.gateway.frame;

import io.warbler.proto.client.v1.ClientFrame;
import io.warbler.proto.client.v1.ErrorCode;

/// What came of reading one WebSocket message.
public sealed interface Reading {

    /// A frame with exactly one known request and no unknown field at any depth.
    record Read(ClientFrame frame) implements Reading {}

    /// Not acceptable; `requestId` is 0 when it could not be read.
    record Refused(int requestId, ErrorCode code, String message) implements Reading {}

    /// A text message whose bytes are no UTF-8: RFC 6455 wants the connection closed.
    record InvalidUtf8() implements Reading {}
}
