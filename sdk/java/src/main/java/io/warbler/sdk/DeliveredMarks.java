package io.warbler.sdk;

import io.warbler.proto.client.v1.ErrorCode;
import io.warbler.proto.client.v1.ServerFrame;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Says how far the application was handed what came: the highest seq of a moment, seldom, and not what was read
 * meanwhile. Belongs to the loop.
 */
final class DeliveredMarks {

    /** Unanswered at once: few of what a connection may ask, and fewer than the faulty frames that are forgiven. */
    static final int MOST_IN_FLIGHT = 8;

    private static final Duration COALESCE = Duration.ofMillis(200);
    private static final Duration EVERY = Duration.ofSeconds(10);
    private static final Duration SPREAD = Duration.ofSeconds(2);
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final int FIRST_AUTH_CODE = 200;

    private final SerialLoop loop;
    private final Conversations conversations;
    private final Link.Pace pace;
    private final Map<String, Mark> marks = new HashMap<>();
    /** Whose turn it is, in this order. */
    private final Map<String, Mark> due = new LinkedHashMap<>();

    private int inFlight;
    private @Nullable Connection connection;

    DeliveredMarks(SerialLoop loop, Conversations conversations, Link.Pace pace) {
        this.loop = loop;
        this.conversations = conversations;
        this.pace = pace;
    }

    void online(Connection live) {
        connection = live;
        due.clear();
        inFlight = 0;
        marks.forEach((conversation, mark) -> {
            mark.busy = true;
            later(live, conversation, mark, spread(conversation, pace.random()));
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
            later(live, conversation, mark, COALESCE.plus(spread(conversation, pace.random())));
        }
    }

    /** What a message makes all members of a group do, they do not do all at once. */
    static Duration spread(String conversation, RandomGenerator random) {
        return conversation.startsWith("g") ? Duration.ofMillis(random.nextLong(SPREAD.toMillis())) : Duration.ZERO;
    }

    private void later(Connection live, String conversation, Mark mark, Duration delay) {
        loop.schedule(delay, () -> {
            if (live.equals(connection)) {
                due.put(conversation, mark);
                sendDue(live);
            }
        });
    }

    private void sendDue(Connection live) {
        while (inFlight < MOST_IN_FLIGHT && !due.isEmpty()) {
            var first = due.entrySet().iterator().next();
            String conversation = first.getKey();
            Mark mark = first.getValue();
            due.remove(conversation);
            if (conversations.owesDelivery(conversation, mark.seq)) {
                inFlight++;
                send(live, conversation, mark);
            } else {
                marks.remove(conversation);
            }
        }
    }

    private void send(Connection live, String conversation, Mark mark) {
        long sent = mark.seq;
        live.request(Frames.markDelivered(conversation, sent), TIMEOUT, new Reply() {
            @Override
            public void onAnswer(ServerFrame frame) {
                if (!live.equals(connection)) {
                    return;
                }
                inFlight--;
                if (isSaid(frame)) {
                    mark.failures = 0;
                    conversations.saidDelivered(conversation, sent);
                    // what comes in this time is said then
                    later(live, conversation, mark, EVERY);
                } else if (isRefusedForGood(frame)) {
                    // the node is older than the frame: all of it is said on a later connection, to one that is not
                    connection = null;
                    return;
                } else {
                    later(live, conversation, mark, pace.delay(mark.failures++));
                }
                sendDue(live);
            }

            @Override
            public void onNoAnswer(String reason) {
                if (live.equals(connection)) {
                    inFlight--;
                    later(live, conversation, mark, pace.delay(mark.failures++));
                    sendDue(live);
                }
            }
        });
    }

    /** The server knows it, or there is nothing to know: the user is no member any more. */
    private static boolean isSaid(ServerFrame frame) {
        return frame.hasMarkedRead() || frame.getError().getCode() == ErrorCode.CONVERSATION_UNKNOWN;
    }

    /** Repeating it on this connection would only count as a further faulty frame. */
    private static boolean isRefusedForGood(ServerFrame frame) {
        return frame.hasError() && frame.getError().getCodeValue() < FIRST_AUTH_CODE;
    }

    /** A marker on its way, or one that was said lately. */
    private static final class Mark {

        private long seq;
        private boolean busy;
        private int failures;
    }
}
