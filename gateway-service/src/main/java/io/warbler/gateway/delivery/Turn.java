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
import java.util.function.BooleanSupplier;

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

    private record ChosenFrame(
            BooleanSupplier isWanted, Connection connection, Origin origin, ByteBuf frame, FrameCase kind)
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

    /// The same for a frame of which only the event loop can tell whether the connection wants it.
    void pushIf(BooleanSupplier isWanted, Connection connection, Origin origin, ByteBuf frame, FrameCase kind) {
        items.add(new ChosenFrame(isWanted, connection, origin, frame, kind));
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
                    case ChosenFrame chosen -> push(chosen, counts);
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

    private void push(ChosenFrame chosen, boolean counts) {
        if (counts && chosen.isWanted().getAsBoolean()) {
            chosen.connection().push(chosen.frame(), chosen.kind(), "", 0);
        } else {
            chosen.frame().release();
        }
    }

    /// The event loop has stopped: nobody will run this.
    void discard() {
        for (Item item : items) {
            switch (item) {
                case LiveFrame live -> live.frame().release();
                case ChosenFrame chosen -> chosen.frame().release();
                case Answer _ -> {}
            }
        }
        afterwards.run();
    }
}
