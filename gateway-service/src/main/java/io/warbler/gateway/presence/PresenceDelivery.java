package io.warbler.gateway.presence;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
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
    public void deliver(Delivery delivery, Outlet outlet) {
        try {
            List<Presence> presences =
                    ServerFrame.parseFrom(delivery.getFrame()).getPresence().getPresencesList();
            presences.forEach(presence -> deliver(presence, delivery.getRecipientsList(), outlet));
        } catch (InvalidProtocolBufferException e) {
            log.atError().setCause(e).log("Frame of a service is unreadable; left out");
        }
    }

    private void deliver(Presence presence, List<String> watchers, Outlet outlet) {
        List<WatchList> lists = watches.listsOf(presence.getUser(), watchers);
        ByteString serialised = ServerFrame.newBuilder()
                .setPresence(PresenceList.newBuilder().addPresences(presence))
                .build()
                .toByteString();
        try (var frame = new SharedFrame(allocator, serialised)) {
            for (WatchList list : lists) {
                Connection connection = list.connection();
                outlet.push(connection, frame.retained(connection.subprotocol()), () -> take(list, presence));
            }
        }
    }

    private boolean take(WatchList list, Presence presence) {
        boolean isNews = list.take(presence);
        if (isNews) {
            metrics.told();
        }
        return isNews;
    }
}
