package io.warbler.bench.load;

import java.util.List;

/// What one user sends to one conversation: the messages of a flow must arrive once and in order.
///
/// @param recipients users who must get each message; the sender is not among them
public record Flow(Client sender, Recipient to, List<Integer> recipients) {

    public Flow {
        recipients = List.copyOf(recipients);
    }
}
