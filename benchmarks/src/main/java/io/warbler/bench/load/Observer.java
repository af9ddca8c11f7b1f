package io.warbler.bench.load;

/// Told by clients of what comes back; always on the event loop.
public interface Observer {

    /// A message reached a user.
    void received(int user, Stamp stamp);

    /// The server confirmed a send; protocols without confirmations never call it.
    void accepted(Stamp stamp);

    /// The server refused a send: nobody will ever get it.
    void refused(Stamp stamp, String reason);

    /// A connection ended that nobody closed.
    void lost(int user, String reason);
}
