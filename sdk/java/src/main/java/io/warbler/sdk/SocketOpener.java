package io.warbler.sdk;

/** Opens sockets to one server. */
interface SocketOpener {

    /** Opens a socket; what comes of it is told to the events. */
    void open(SocketEvents events);
}
