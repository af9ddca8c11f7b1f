package io.warbler.sdk;

import io.warbler.proto.client.v1.ServerFrame;
import io.warbler.proto.client.v1.Welcome;

/** What the link tells the client; called on the loop. */
interface LinkEvents {

    void onOnline(Connection connection, Welcome welcome);

    void onOffline();

    void onPush(ServerFrame frame);

    void onState(ConnectionState state);
}
