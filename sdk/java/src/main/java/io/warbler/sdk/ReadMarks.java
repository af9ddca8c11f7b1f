package io.warbler.sdk;

import io.warbler.proto.client.v1.MarkedRead;
import io.warbler.proto.client.v1.ServerFrame;
import io.warbler.sdk.rest.WarblerApiException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Moves the user's read markers: only the highest of a moment is sent, and again until it is answered. */
final class ReadMarks {

    private static final Duration COALESCE = Duration.ofMillis(200);
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final SerialLoop loop;
    private final Conversations conversations;
    private final Callbacks callbacks;
    private final Link.Pace pace;
    private final Map<String, Mark> marks = new HashMap<>();
    private @Nullable Connection connection;

    ReadMarks(SerialLoop loop, Conversations conversations, Callbacks callbacks, Link.Pace pace) {
        this.loop = loop;
        this.conversations = conversations;
        this.callbacks = callbacks;
        this.pace = pace;
    }

    void online(Connection live) {
        connection = live;
        marks.forEach(this::send);
    }

    void offline() {
        connection = null;
    }

    void mark(String conversation, long seq, CompletableFuture<@Nullable Void> done) {
        conversations.read(conversation, seq);
        Mark mark = marks.computeIfAbsent(conversation, key -> new Mark());
        mark.seq = Math.max(mark.seq, seq);
        mark.waiting.add(done);
        if (!mark.scheduled) {
            mark.scheduled = true;
            loop.schedule(COALESCE, () -> send(conversation, mark));
        }
    }

    /** The client ends. */
    void end() {
        var closed = WarblerApiException.noAnswer("the client was closed", null);
        marks.values().forEach(mark -> mark.waiting.forEach(done -> callbacks.fail(done, closed)));
    }

    private void send(String conversation, Mark mark) {
        Connection live = connection;
        mark.scheduled = true;
        if (live == null) {
            return;
        }
        long sent = mark.seq;
        live.request(Frames.markRead(conversation, sent), TIMEOUT, new Reply() {
            @Override
            public void onAnswer(ServerFrame frame) {
                if (frame.hasMarkedRead()) {
                    answered(conversation, mark, sent, frame.getMarkedRead());
                } else if (frame.getError().getCodeValue() < 200) {
                    marks.remove(conversation);
                    var refusal = Frames.fromProto(frame.getError());
                    mark.waiting.forEach(done -> callbacks.fail(done, refusal));
                } else {
                    again(conversation, mark);
                }
            }

            @Override
            public void onNoAnswer(String reason) {
                again(conversation, mark);
            }
        });
    }

    private void answered(String conversation, Mark mark, long sent, MarkedRead answer) {
        conversations.recounted(conversation, answer.getSeq(), answer.getUnreadCount());
        if (mark.seq > sent) {
            send(conversation, mark);
            return;
        }
        marks.remove(conversation);
        for (CompletableFuture<@Nullable Void> done : mark.waiting) {
            callbacks.complete(done);
        }
    }

    /** While offline the next connection sends it. */
    private void again(String conversation, Mark mark) {
        Connection live = connection;
        loop.schedule(pace.delay(mark.failures++), () -> {
            if (live != null && live.equals(connection)) {
                send(conversation, mark);
            }
        });
    }

    /** A marker on its way. */
    private static final class Mark {

        private final List<CompletableFuture<@Nullable Void>> waiting = new ArrayList<>();
        private long seq;
        private boolean scheduled;
        private int failures;
    }
}
