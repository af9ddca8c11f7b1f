package io.warbler.sdk;

import io.warbler.proto.client.v1.ServerFrame;

/** What comes of a request; exactly one of the two is called, once, on the loop. */
interface Reply {

    void onAnswer(ServerFrame frame);

    /** The connection was lost or the time is up: the request may or may not have taken effect. */
    void onNoAnswer(String reason);
}
