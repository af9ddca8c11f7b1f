package io.warbler.sdk;

import io.warbler.proto.client.v1.ServerFrame;

/** What a connection tells its owner; called on the loop. */
interface ConnectionEvents {

    /** Requests may be made. */
    void onOpened(Connection connection);

    /** A frame that nobody asked for. */
    void onPush(ServerFrame frame);

    /** The connection is gone, or could not be had; its requests have been told before. */
    void onLost(int code, String reason);
}
