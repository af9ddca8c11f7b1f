package io.warbler.sdk;

import io.warbler.proto.client.v1.ServerFrame;

/** What happens at a socket; called by its own threads, in order. */
interface SocketEvents {

    /** The handshake succeeded. */
    void onOpened(Socket socket);

    void onFrame(ServerFrame frame);

    /** The socket is gone, or could not be had; nothing follows. Not called after {@link Socket#abort}. */
    void onClosed(int code, String reason);
}
