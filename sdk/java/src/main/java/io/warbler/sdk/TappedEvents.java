package io.warbler.sdk;

import io.warbler.proto.client.v1.ServerFrame;
import java.util.function.Consumer;

/** Shows each frame to somebody else before it is taken. */
record TappedEvents(SocketEvents events, Consumer<ServerFrame> tap) implements SocketEvents {

    @Override
    public void onOpened(Socket socket) {
        events.onOpened(socket);
    }

    @Override
    public void onFrame(ServerFrame frame) {
        tap.accept(frame);
        events.onFrame(frame);
    }

    @Override
    public void onClosed(int code, String reason) {
        events.onClosed(code, reason);
    }
}
