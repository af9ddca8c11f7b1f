package io.warbler.sdk;

import io.warbler.proto.client.v1.ServerFrame;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Says how far the application was handed what came: the highest seq of a moment, seldom, and not what was read
 * meanwhile. Belongs to the loop.
 */
final class DeliveredMarks {

    private static final Duration COALESCE = Duration.ofMillis(200);
    private static final Duration EVERY = Duration.ofSeconds(2);
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final SerialLoop loop;
    private final Conversations conversations;
    private final Link.Pace pace;
    private final Map<String, Mark> marks = new HashMap<>();
    private @Nullable Connection connection;

    DeliveredMarks(SerialLoop loop, Conversations conversations, Link.Pace pace) {
        this.loop = loop;
        this.conversations = conversations;
        this.pace = pace;
    }

    void online(Connection live) {
        connection = live;
        Map.copyOf(marks).forEach((conversation, mark) -> {
            mark.busy = true;
            send(live, conversation, mark);
        });
    }

    void offline() {
        connection = null;
    }

    /** The application has everything up to there. */
    void received(String conversation, long seq) {
        Mark mark = marks.computeIfAbsent(conversation, key -> new Mark());
        mark.seq = Math.max(mark.seq, seq);
        Connection live = connection;
        if (live != null && !mark.busy && conversations.owesDelivery(conversation, mark.seq)) {
            mark.busy = true;
            later(live, conversation, mark, COALESCE);
        }
    }

    private void later(Connection live, String conversation, Mark mark, Duration delay) {
        loop.schedule(delay, () -> {
            if (live.equals(connection)) {
                send(live, conversation, mark);
            }
        });
    }

    private void send(Connection live, String conversation, Mark mark) {
        long sent = mark.seq;
        if (!conversations.owesDelivery(conversation, sent)) {
            marks.remove(conversation);
            return;
        }
        live.request(Frames.markDelivered(conversation, sent), TIMEOUT, new Reply() {
            @Override
            public void onAnswer(ServerFrame frame) {
                if (frame.hasMarkedRead() || frame.getError().getCodeValue() < 200) {
                    conversations.saidDelivered(conversation, sent);
                    // what comes in this time is said then
                    later(live, conversation, mark, EVERY);
                } else {
                    later(live, conversation, mark, pace.delay(mark.failures++));
                }
            }

            @Override
            public void onNoAnswer(String reason) {
                later(live, conversation, mark, pace.delay(mark.failures++));
            }
        });
    }

    /** A marker on its way, or one that was said lately. */
    private static final class Mark {

        private long seq;
        private boolean busy;
        private int failures;
    }
}
