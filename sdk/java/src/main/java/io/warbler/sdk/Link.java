package io.warbler.sdk;

import io.warbler.proto.client.v1.ClientFrame;
import io.warbler.proto.client.v1.CloseCode;
import io.warbler.proto.client.v1.Goodbye;
import io.warbler.proto.client.v1.Login;
import io.warbler.proto.client.v1.ServerFrame;
import io.warbler.proto.client.v1.Welcome;
import io.warbler.sdk.rest.WarblerApi;
import io.warbler.sdk.rest.WarblerApiException;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Keeps one connection open: ticket, socket, login; and again after every loss, with back-off, as the close code
 * advises. Belongs to the loop.
 */
final class Link {

    private static final Duration LOGIN_TIMEOUT = Duration.ofSeconds(10);
    /** A connection that held this long was a good one: the next back-off begins anew. */
    private static final Duration STABLE_AFTER = Duration.ofSeconds(10);

    private final SerialLoop loop;
    private final Executor io;
    private final WarblerApi api;
    private final SocketOpener opener;
    private final Callbacks callbacks;
    private final Pace pace;
    private final LinkEvents events;

    private @Nullable Connection connection;
    private SerialLoop.@Nullable Timer timer;
    private boolean started;
    private boolean online;
    private boolean ended;
    private int attempt;
    private int round;
    private @Nullable Duration goodbyeDelay;

    Link(SerialLoop loop, Doors doors, Callbacks callbacks, Pace pace, LinkEvents events) {
        this.loop = loop;
        this.io = doors.io();
        this.api = doors.api();
        this.opener = doors.opener();
        this.callbacks = callbacks;
        this.pace = pace;
        this.events = events;
    }

    void start() {
        if (!started && !ended) {
            started = true;
            connect();
        }
    }

    /** Drops the connection abruptly and comes back at once. */
    void drop() {
        attempt = 0;
        if (connection != null) {
            connection.abort("dropped by the application");
        }
        if (timer != null && !online && started && !ended) {
            connect();
        }
    }

    void end(String reason) {
        if (ended) {
            return;
        }
        ended = true;
        cancelTimer();
        if (connection != null) {
            connection.close(CloseCode.CLOSE_NORMAL_VALUE);
        }
        wentOffline();
        events.onState(new ConnectionState.Ended(reason));
    }

    private void connect() {
        cancelTimer();
        int mine = ++round;
        events.onState(new ConnectionState.Connecting());
        try {
            io.execute(() -> fetchTicket(mine));
        } catch (RejectedExecutionException e) {
            end("closed");
        }
    }

    private void fetchTicket(int mine) {
        try {
            String ticket = api.webSocketTicket();
            loop.execute(() -> open(mine, ticket));
        } catch (WarblerApiException e) {
            loop.execute(() -> ticketRefused(mine, e));
        } catch (RuntimeException e) {
            loop.execute(() -> ticketRefused(mine, WarblerApiException.noAnswer(e.toString(), e)));
        }
    }

    private void ticketRefused(int mine, WarblerApiException refusal) {
        if (isStale(mine)) {
            return;
        }
        if (refusal.mayPass()) {
            comeBack(refusal.retryAfter().orElse(Duration.ZERO), String.valueOf(refusal.getMessage()));
        } else {
            end(String.valueOf(refusal.getMessage()));
        }
    }

    private void open(int mine, String ticket) {
        if (isStale(mine)) {
            return;
        }
        var fresh = new Connection(loop, callbacks, new ConnectionEvents() {
            @Override
            public void onOpened(Connection opened) {
                login(mine, opened, ticket);
            }

            @Override
            public void onPush(ServerFrame frame) {
                pushed(frame);
            }

            @Override
            public void onLost(int code, String reason) {
                lost(mine, code, reason);
            }
        });
        connection = fresh;
        opener.open(fresh);
    }

    private void login(int mine, Connection fresh, String ticket) {
        var login = ClientFrame.newBuilder().setLogin(Login.newBuilder().setTicket(ticket));
        fresh.request(login, LOGIN_TIMEOUT, new Reply() {
            @Override
            public void onAnswer(ServerFrame frame) {
                if (frame.hasWelcome()) {
                    welcomed(mine, fresh, frame.getWelcome());
                } else {
                    fresh.abort("login refused: " + frame.getError().getCode());
                }
            }

            @Override
            public void onNoAnswer(String reason) {
                fresh.abort("login: " + reason);
            }
        });
    }

    private void welcomed(int mine, Connection fresh, Welcome welcome) {
        online = true;
        goodbyeDelay = null;
        fresh.keepAlive(Duration.ofSeconds(Math.max(1, welcome.getHeartbeatSeconds())));
        timer = loop.schedule(STABLE_AFTER, () -> {
            if (!isStale(mine) && online) {
                attempt = 0;
            }
        });
        events.onState(new ConnectionState.Online(welcome.getUser(), welcome.getDevice(), welcome.getNode()));
        events.onOnline(fresh, welcome);
    }

    private void pushed(ServerFrame frame) {
        if (frame.hasGoodbye()) {
            leaveSoon(frame.getGoodbye());
        } else {
            events.onPush(frame);
        }
    }

    private void leaveSoon(Goodbye goodbye) {
        int mine = round;
        attempt = 0;
        goodbyeDelay = Duration.ofMillis(goodbye.getReconnectAfterMs());
        cancelTimer();
        timer = loop.schedule(goodbyeDelay, () -> {
            if (!isStale(mine) && connection != null) {
                goodbyeDelay = Duration.ZERO;
                connection.close(CloseCode.CLOSE_NORMAL_VALUE);
                lost(mine, CloseCode.CLOSE_GOING_AWAY_VALUE, "the node goes away");
            }
        });
    }

    private void lost(int mine, int code, String reason) {
        if (isStale(mine)) {
            return;
        }
        wentOffline();
        String text = "closed with " + code + (reason.isEmpty() ? "" : ": " + reason);
        switch (CloseAdvice.of(code)) {
            case RECONNECT -> comeBack(goodbyeDelay == null ? Duration.ZERO : goodbyeDelay, text);
            case LOGIN_AGAIN -> {
                api.forgetSession();
                comeBack(Duration.ZERO, text);
            }
            case GIVE_UP -> end(text);
        }
    }

    private void wentOffline() {
        connection = null;
        if (online) {
            online = false;
            events.onOffline();
        }
    }

    private void comeBack(Duration atLeast, String reason) {
        goodbyeDelay = null;
        Duration delay = pace.delay(attempt++).plus(atLeast);
        cancelTimer();
        round++;
        events.onState(new ConnectionState.Waiting(delay, reason));
        timer = loop.schedule(delay, this::connect);
    }

    private void cancelTimer() {
        if (timer != null) {
            timer.cancel();
            timer = null;
        }
    }

    private boolean isStale(int mine) {
        return ended || mine != round;
    }

    /** The ways out of the client. */
    record Doors(WarblerApi api, SocketOpener opener, Executor io) {}

    /** Draws the delays between attempts. */
    record Pace(Backoff backoff, RandomGenerator random) {

        Duration delay(int attempt) {
            return backoff.delay(attempt, random);
        }
    }
}
