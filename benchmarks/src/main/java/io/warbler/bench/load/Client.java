package io.warbler.bench.load;

import java.util.concurrent.CompletionStage;

/// An authenticated connection of one user. To be used on the event loop only.
public interface Client {

    /// Which user of the population.
    int user();

    /// Writes a message; it leaves with [#flush].
    void send(Recipient to, Stamp stamp);

    void flush();

    /// Does what the protocol asks of a member before messages of a group come.
    CompletionStage<Client> join(int group);

    /// Reads what the user missed since the last time that any client of the user did, by the best means of the
    /// protocol.
    ///
    /// @return how many messages came
    CompletionStage<Integer> catchUp();

    void close();
}
