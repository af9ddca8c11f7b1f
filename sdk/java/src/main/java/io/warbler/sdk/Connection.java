package io.warbler.sdk;

import io.warbler.proto.client.v1.ClientFrame;
import io.warbler.proto.client.v1.Heartbeat;
import io.warbler.proto.client.v1.ServerFrame;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One connection: matches answers with requests, keeps itself alive, notices when the server falls silent. Belongs to
 * the loop, but for the events of its socket.
 */
final class Connection implements SocketEvents {

    /** The code of a connection that ended without a close frame. */
    static final int ABNORMAL = 1006;

    private static final int SILENT_TICKS = 4;
    private static final Duration CLOSE_GRACE = Duration.ofSeconds(2);

    private final SerialLoop loop;
    private final Callbacks callbacks;
    private final ConnectionEvents events;
    private final Map<Integer, Pending> pending = new LinkedHashMap<>();
    private @Nullable Socket socket;
    private SerialLoop.@Nullable Timer heartbeat;
    private volatile boolean readingPaused;
    private int lastRequestId;
    private boolean sentSinceTick;
    private int ticksWithoutFrame;
    private boolean gone;

    Connection(SerialLoop loop, Callbacks callbacks, ConnectionEvents events) {
        this.loop = loop;
        this.callbacks = callbacks;
        this.events = events;
    }

    void request(ClientFrame.Builder frame, Duration timeout, Reply reply) {
        Socket open = socket;
        if (gone || open == null) {
            reply.onNoAnswer("not connected");
            return;
        }
        int id = nextRequestId();
        SerialLoop.Timer timer = loop.schedule(timeout, () -> expire(id));
        pending.put(id, new Pending(reply, timer));
        sentSinceTick = true;
        open.send(frame.setRequestId(id).build());
    }

    /** Begins to keep the connection alive. */
    void keepAlive(Duration interval) {
        Duration tick = interval.dividedBy(2);
        heartbeat = loop.schedule(tick, () -> tick(tick));
    }

    boolean isGone() {
        return gone;
    }

    /** Closes politely; what is unanswered is told so. */
    void close(int code) {
        Socket open = socket;
        if (!gone && open != null) {
            open.close(code);
            loop.schedule(CLOSE_GRACE, open::abort);
        }
        end("closed by this client");
    }

    /** Drops the connection without a word, as a network would. */
    void abort(String reason) {
        if (gone) {
            return;
        }
        if (socket != null) {
            socket.abort();
        }
        lost(ABNORMAL, reason);
    }

    @Override
    public void onOpened(Socket opened) {
        loop.execute(() -> {
            if (gone) {
                opened.abort();
                return;
            }
            socket = opened;
            events.onOpened(this);
        });
    }

    @Override
    public void onFrame(ServerFrame frame) {
        loop.execute(() -> {
            if (!gone) {
                take(frame);
                readOn();
            }
        });
    }

    @Override
    public void onClosed(int code, String reason) {
        loop.execute(() -> lost(code, reason));
    }

    private void take(ServerFrame frame) {
        ticksWithoutFrame = 0;
        Pending asked = frame.getRequestId() == 0 ? null : pending.remove(frame.getRequestId());
        if (asked == null) {
            events.onPush(frame);
            return;
        }
        asked.timer().cancel();
        asked.reply().onAnswer(frame);
    }

    private void readOn() {
        Socket open = socket;
        if (open != null) {
            readingPaused = true;
            callbacks.whenReady(() -> {
                readingPaused = false;
                open.more();
            });
        }
    }

    private void tick(Duration tick) {
        if (gone) {
            return;
        }
        if (readingPaused) {
            ticksWithoutFrame = 0;
        }
        if (++ticksWithoutFrame > SILENT_TICKS) {
            abort("the server fell silent");
            return;
        }
        if ((!sentSinceTick || ticksWithoutFrame > 1) && socket != null) {
            socket.send(ClientFrame.newBuilder()
                    .setHeartbeat(Heartbeat.getDefaultInstance())
                    .build());
        }
        sentSinceTick = false;
        heartbeat = loop.schedule(tick, () -> tick(tick));
    }

    private void expire(int id) {
        Pending late = pending.remove(id);
        if (late != null) {
            late.reply().onNoAnswer("no answer in time");
        }
    }

    private void lost(int code, String reason) {
        if (!gone) {
            end(reason);
            events.onLost(code, reason);
        }
    }

    private void end(String reason) {
        gone = true;
        if (heartbeat != null) {
            heartbeat.cancel();
        }
        var unanswered = new ArrayList<>(pending.values());
        pending.clear();
        for (Pending request : unanswered) {
            request.timer().cancel();
            request.reply().onNoAnswer(reason);
        }
    }

    private int nextRequestId() {
        do {
            lastRequestId = lastRequestId == Integer.MAX_VALUE ? 1 : lastRequestId + 1;
        } while (pending.containsKey(lastRequestId));
        return lastRequestId;
    }

    private record Pending(Reply reply, SerialLoop.Timer timer) {}
}
