package io.warbler.gateway.delivery;

import com.google.protobuf.ByteString;
import io.netty.buffer.ByteBuf;
import io.warbler.gateway.connection.Connection;
import io.warbler.gateway.submit.Generations;
import io.warbler.proto.client.v1.ServerFrame.FrameCase;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// What one batch of records has for the connections of one event loop, in the order of the log. Written in one go,
/// each
/// connection flushed once.
final class Turn implements Runnable {

    private final Generations generations;
    private final DeliveryMetrics metrics;
    private final Runnable afterwards;
    private final List<Item> items = new ArrayList<>();

    /// Which generation an item belongs to: checked again when it is written, because a new one may have been opened
    /// while the turn waited.
    record Origin(int partition, int generation) {}

    private sealed interface Item {
        Connection connection();

        Origin origin();
    }

    private record LiveFrame(
            Connection connection, Origin origin, ByteBuf frame, FrameCase kind, String conversation, long seq)
            implements Item {}

    private record Answer(Connection connection, Origin origin, int attempt, ByteString frame, FrameCase kind)
            implements Item {}

    Turn(Generations generations, DeliveryMetrics metrics, Runnable afterwards) {
        this.generations = generations;
        this.metrics = metrics;
        this.afterwards = afterwards;
    }

    /// Takes over the buffer.
    void push(Connection connection, Origin origin, ByteBuf frame, FrameCase kind, String conversation, long seq) {
        items.add(new LiveFrame(connection, origin, frame, kind, conversation, seq));
    }

    void answer(Connection connection, Origin origin, int attempt, ByteString frame, FrameCase kind) {
        items.add(new Answer(connection, origin, attempt, frame, kind));
    }

    @Override
    public void run() {
        try {
            Set<Connection> touched = new LinkedHashSet<>();
            for (Item item : items) {
                boolean counts = generations.isCurrent(
                        item.origin().partition(), item.origin().generation());
                switch (item) {
                    case LiveFrame live -> push(live, counts);
                    case Answer answer
                    when counts ->
                        metrics.verdict(
                                answer.connection().answerAttempt(answer.attempt(), answer.frame(), answer.kind()));
                    case Answer _ -> metrics.outdated();
                }
                touched.add(item.connection());
            }
            touched.forEach(Connection::flush);
        } finally {
            afterwards.run();
        }
    }

    private void push(LiveFrame live, boolean counts) {
        if (counts) {
            live.connection().push(live.frame(), live.kind(), live.conversation(), live.seq());
        } else {
            live.frame().release();
            metrics.outdated();
        }
    }

    /// The event loop has stopped: nobody will run this.
    void discard() {
        for (Item item : items) {
            if (item instanceof LiveFrame live) {
                live.frame().release();
            }
        }
        afterwards.run();
    }
}
