package io.warbler.sdk;

import io.warbler.proto.client.v1.ClientFrame;
import io.warbler.proto.client.v1.PresenceList;
import io.warbler.proto.client.v1.ServerFrame;
import io.warbler.sdk.rest.WarblerApiException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Whom the application watches, and whether it is away: kept over all connections. Belongs to the loop.
 */
final class PresenceWatch {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final SerialLoop loop;
    private final Callbacks callbacks;
    private final Link.Pace pace;
    private final Map<String, Presence> knownByUser = new HashMap<>();
    private final List<CompletableFuture<List<Presence>>> waiting = new ArrayList<>();
    private Set<String> watched = Set.of();
    private boolean away;
    private @Nullable Connection connection;
    private boolean asking;
    private boolean again;
    private int failures;

    PresenceWatch(SerialLoop loop, Callbacks callbacks, Link.Pace pace) {
        this.loop = loop;
        this.callbacks = callbacks;
        this.pace = pace;
    }

    void online(Connection live) {
        connection = live;
        asking = false;
        failures = 0;
        if (!watched.isEmpty() || !waiting.isEmpty()) {
            ask();
        }
        if (away) {
            sendAway(live);
        }
    }

    void offline() {
        connection = null;
    }

    /** Replaces whom is watched. */
    void watch(Set<String> users, CompletableFuture<List<Presence>> present) {
        watched = users;
        knownByUser.keySet().retainAll(users);
        waiting.add(present);
        ask();
    }

    void setAway(boolean now) {
        away = now;
        Connection live = connection;
        if (live != null) {
            sendAway(live);
        }
    }

    /** Changes may have been left out. */
    void repeat() {
        if (!watched.isEmpty()) {
            ask();
        }
    }

    /** Somebody's presence changed. */
    void changed(PresenceList list) {
        Frames.fromProto(list).forEach(this::take);
    }

    /** The client ends. */
    void end() {
        var closed = WarblerApiException.noAnswer("the client was closed", null);
        waiting.forEach(present -> callbacks.fail(present, closed));
        waiting.clear();
    }

    private void take(Presence presence) {
        boolean isNews =
                watched.contains(presence.user()) && !presence.equals(knownByUser.put(presence.user(), presence));
        if (isNews) {
            callbacks.tell(listener -> listener.onPresence(presence));
        }
    }

    private void ask() {
        Connection live = connection;
        if (live == null) {
            return;
        }
        again = asking;
        if (asking) {
            return;
        }
        asking = true;
        live.request(Frames.watch(watched), TIMEOUT, new Reply() {
            @Override
            public void onAnswer(ServerFrame frame) {
                if (live.equals(connection)) {
                    asking = false;
                    answered(live, frame);
                }
            }

            @Override
            public void onNoAnswer(String reason) {
                if (live.equals(connection)) {
                    asking = false;
                    later(live);
                }
            }
        });
    }

    private void answered(Connection live, ServerFrame frame) {
        if (again) {
            ask();
        } else if (frame.hasPresence()) {
            failures = 0;
            changed(frame.getPresence());
            List<Presence> present = Frames.fromProto(frame.getPresence());
            waiting.forEach(done -> callbacks.complete(done, present));
            waiting.clear();
        } else if (frame.getError().getCodeValue() < 200) {
            var refusal = Frames.fromProto(frame.getError());
            waiting.forEach(done -> callbacks.fail(done, refusal));
            waiting.clear();
        } else {
            later(live);
        }
    }

    /** While offline the next connection asks. */
    private void later(Connection live) {
        loop.schedule(pace.delay(failures++), () -> {
            if (live.equals(connection)) {
                ask();
            }
        });
    }

    private void sendAway(Connection live) {
        boolean sent = away;
        ClientFrame.Builder frame = Frames.setAway(sent);
        live.request(frame, TIMEOUT, new Reply() {
            @Override
            public void onAnswer(ServerFrame answer) {
                if (answer.hasError()) {
                    sendAgain();
                }
            }

            @Override
            public void onNoAnswer(String reason) {
                sendAgain();
            }

            private void sendAgain() {
                loop.schedule(pace.delay(failures++), () -> {
                    if (live.equals(connection) && away == sent) {
                        sendAway(live);
                    }
                });
            }
        });
    }
}
