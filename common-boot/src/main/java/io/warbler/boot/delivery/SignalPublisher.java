package io.warbler.boot.delivery;

import io.warbler.kernel.UserId;
import io.warbler.proto.delivery.v1.Delivery;
import java.util.Collection;
import java.util.concurrent.CompletableFuture;

/// Publishes what is not an event of the log (read receipts, changed relations) to the gateway nodes of some users.
///
/// At most once and without order towards events: what it carries can always be read again. A signal that is published
/// after the future of another completed does not overtake it.
public interface SignalPublisher {

    /// Sends the delivery to every node that holds a connection of a recipient. Never blocks; failures are counted, and
    /// the future always completes normally: false if some node may not get it.
    CompletableFuture<Boolean> publish(Delivery delivery, Collection<UserId> recipients);
}
