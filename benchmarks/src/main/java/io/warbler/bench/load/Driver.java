package io.warbler.bench.load;

import java.util.concurrent.CompletionStage;

/// A protocol: makes clients.
public interface Driver {

    /// Connects and authenticates; done when the user can send and receives what is sent to them.
    ///
    /// @param observer told of what comes back
    CompletionStage<Client> connect(int user, Observer observer);
}
