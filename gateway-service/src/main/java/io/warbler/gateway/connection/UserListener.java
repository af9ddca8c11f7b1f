package io.warbler.gateway.connection;

/// Learns which users the node hosts.
///
/// For one user the calls never overlap and come in the order of the changes; they must not block. [Connections#of] may
/// not show the change yet; [Connections#settled], on another thread, does.
public interface UserListener {

    /// The user's first connection is registered; deliveries for the user reach it from now on.
    void arrived(String user);

    /// The user's last connection is gone.
    void left(String user);

    /// Another connection of the user came, or one of several went.
    default void changed(String user) {}

    /// The node may not have been told of something that concerns its users: all of them are told to sync.
    default void missed() {}
}
