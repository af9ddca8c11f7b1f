package io.warbler.gateway.delivery;

import io.netty.buffer.ByteBuf;
import io.warbler.gateway.connection.Connection;
import io.warbler.proto.client.v1.ServerFrame.FrameCase;
import io.warbler.proto.delivery.v1.Delivery;
import java.util.function.BooleanSupplier;

/// Hands out live frames of one kind that do not simply go to all connections of their recipients.
public interface SelectiveDelivery {

    FrameCase kind();

    /// Called by the consumer thread in the order of the topic; never blocks. What it pushes leaves with everything
    /// else of the batch, and counts as that does.
    void deliver(Delivery delivery, Outlet outlet);

    /// Where to push.
    @FunctionalInterface
    interface Outlet {

        /// Takes over the buffer; `isWanted` is asked on the event loop, right before the frame is written.
        void push(Connection connection, ByteBuf frame, BooleanSupplier isWanted);
    }
}
