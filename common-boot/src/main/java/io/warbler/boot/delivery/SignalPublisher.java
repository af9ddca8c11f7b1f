package io.warbler.boot.delivery;

import io.warbler.kernel.UserId;
import io.warbler.proto.client.v1.ServerFrame;
import io.warbler.proto.delivery.v1.Delivery;
import io.warbler.proto.delivery.v1.Origin;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/// Publishes what is not an event of the log (read receipts, changed relations) to the gateway nodes of some users.
///
/// At most once and without order towards events: what it carries can always be read again. A signal that is published
/// after the future of another completed does not overtake it.
public interface SignalPublisher {

    /// Sends the delivery to every node that holds a connection of a recipient. Never blocks; failures are counted, and
    /// the future always completes normally: false if some node may not get it.
    CompletableFuture<Boolean> publish(Delivery delivery, Collection<UserId> recipients);

    /// Tells the connections of a user of what they did, but for `origin`, the connection that asked for it.
    default void tellOthersOf(UserId user, ServerFrame frame, Origin origin) {
        var told = Delivery.newBuilder()
                .setFrame(frame.toByteString())
                .addRecipients(user.value())
                .setOrigin(origin)
                .build();
        var _ = publish(told, List.of(user));
    }
}
