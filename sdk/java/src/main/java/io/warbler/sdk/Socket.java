package io.warbler.sdk;

import io.warbler.proto.client.v1.ClientFrame;

/** An open WebSocket that speaks frames. Frames leave in the order of the calls. */
interface Socket {

    void send(ClientFrame frame);

    /** Allows one more frame to come in. One is allowed from the beginning. */
    void more();

    /** Closes politely. */
    void close(int code);

    /** Drops the connection without a word. */
    void abort();
}
