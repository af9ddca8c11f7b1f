package io.warbler.gateway.presence;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.PooledByteBufAllocator;
import io.warbler.gateway.connection.Connection;
import io.warbler.gateway.delivery.SelectiveDelivery;
import io.warbler.gateway.frame.SharedFrame;
import io.warbler.proto.client.v1.Presence;
import io.warbler.proto.client.v1.PresenceList;
import io.warbler.proto.client.v1.ServerFrame;
import io.warbler.proto.client.v1.ServerFrame.FrameCase;
import io.warbler.proto.delivery.v1.Delivery;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Hands changes of presence to those connections of the recipients that watch the user and believe something else.
@Component
final class PresenceDelivery implements SelectiveDelivery {

    private static final Logger log = LoggerFactory.getLogger(PresenceDelivery.class);

    private final ByteBufAllocator allocator = PooledByteBufAllocator.DEFAULT;
    private final Watches watches;
    private final PresenceMetrics metrics;

    PresenceDelivery(Watches watches, PresenceMetrics metrics) {
        this.watches = watches;
        this.metrics = metrics;
    }

    @Override
    public FrameCase kind() {
        return FrameCase.PRESENCE;
    }

    @Override
    public void deliver(Delivery delivery) {
        try {
            List<Presence> presences =
                    ServerFrame.parseFrom(delivery.getFrame()).getPresence().getPresencesList();
            presences.forEach(presence -> deliver(presence, delivery.getRecipientsList()));
        } catch (InvalidProtocolBufferException e) {
            log.atError().setCause(e).log("Frame of a service is unreadable; left out");
        }
    }

    private void deliver(Presence presence, List<String> watchers) {
        List<WatchList> lists = watches.listsOf(presence.getUser(), watchers);
        ByteString serialised = ServerFrame.newBuilder()
                .setPresence(PresenceList.newBuilder().addPresences(presence))
                .build()
                .toByteString();
        try (var frame = new SharedFrame(allocator, serialised)) {
            for (WatchList list : lists) {
                ByteBuf encoded = frame.retained(list.connection().subprotocol());
                list.connection().run(() -> tell(list, presence, encoded));
            }
        }
    }

    private void tell(WatchList list, Presence presence, ByteBuf encoded) {
        if (!list.take(presence)) {
            encoded.release();
            return;
        }
        Connection connection = list.connection();
        connection.push(encoded, FrameCase.PRESENCE, "", 0);
        connection.flush();
        metrics.told();
    }
}
