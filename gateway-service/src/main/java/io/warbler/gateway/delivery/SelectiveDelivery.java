package io.warbler.gateway.delivery;

import io.warbler.proto.client.v1.ServerFrame.FrameCase;
import io.warbler.proto.delivery.v1.Delivery;

/// Hands out live frames of one kind that do not simply go to all connections of their recipients.
public interface SelectiveDelivery {

    FrameCase kind();

    /// Called by the consumer thread in the order of the topic; never blocks.
    void deliver(Delivery delivery);
}
