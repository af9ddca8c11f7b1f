package io.warbler.gateway.connection;

import com.google.protobuf.ByteString;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrameDecoder;
import io.warbler.gateway.frame.Subprotocol;
import io.warbler.proto.auth.v1.Principal;
import io.warbler.proto.client.v1.ClientFrame;
import io.warbler.proto.client.v1.CloseCode;
import io.warbler.proto.client.v1.ServerFrame;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One live socket: who is on it, what is unanswered, and how it ends.
///
/// What comes in passes [FrameIntake], what goes out [Outbound], how long it may be silent knows [Deadline]. Confined
/// to
/// its event loop; the methods that other threads may call say so.
public final class Connection {

    enum State {
        AWAITING_LOGIN,
        LOGGING_IN,
        OPEN,
        CLOSING,
        CLOSED
    }

    private static final Logger log = LoggerFactory.getLogger(Connection.class);
    private static final int NO_CLOSE_FRAME = 1006;

    final FrameIntake intake;
    final Outbound outbound;
    final Deadline deadline;
    final PendingRequests pending = new PendingRequests();

    private final long id;
    private final Edge edge;
    private final ChannelHandlerContext context;
    private final Subprotocol subprotocol;
    private final String origin;
    private final String address;
    private State state = State.AWAITING_LOGIN;
    private @Nullable Principal principal;
    private Runnable whenGone = Connection::nothing;
    private int lastAttempt;
    private boolean isReleased;

    Connection(Edge edge, ChannelHandlerContext context, Subprotocol subprotocol, String origin, String address) {
        this.id = edge.connections().nextId();
        this.edge = edge;
        this.context = context;
        this.subprotocol = subprotocol;
        this.origin = origin;
        this.address = address;
        this.intake = new FrameIntake(this, edge);
        this.outbound = new Outbound(edge, context.channel(), subprotocol);
        this.deadline = new Deadline(
                this, edge.limits(), edge.wheels().of(context.channel().eventLoop()));
    }

    /// Awaits the login.
    void start() {
        deadline.awaitLogin();
        if (!edge.connections().add(this)) {
            // Not now: the HTTP codec is still in the pipeline and takes no WebSocket frames.
            eventLoop().execute(() -> close(CloseCode.CLOSE_OVERLOADED_VALUE, "the node has too many connections"));
        }
    }

    /// Unique on the node for the life of the process. Callable by any thread.
    public long id() {
        return id;
    }

    /// Callable by any thread.
    public Subprotocol subprotocol() {
        return subprotocol;
    }

    /// The handshake's Origin header; empty when there was none. Callable by any thread.
    public String origin() {
        return origin;
    }

    /// Callable by any thread.
    public EventLoop eventLoop() {
        return context.channel().eventLoop();
    }

    /// Runs on the event loop: now when called there, else soon; never once the loop has stopped. Callable by any
    /// thread.
    public void run(Runnable action) {
        if (eventLoop().inEventLoop()) {
            action.run();
            return;
        }
        try {
            eventLoop().execute(action);
        } catch (RejectedExecutionException _) {
            log.atDebug().log("Event loop stopped; the connection is gone with it");
        }
    }

    /// Welcomed and not closing.
    public boolean isOpen() {
        return state == State.OPEN;
    }

    public boolean hasPendingRequests() {
        return pending.size() > 0;
    }

    /// Registers the connection for the user, so that deliveries find it. False when the user has too many, or when the
    /// connection is gone.
    public boolean register(Principal who, Duration sessionEndsIn) {
        if (state != State.LOGGING_IN || !edge.connections().register(this, who.getUser())) {
            return false;
        }
        principal = who;
        edge.connections().giveBack(address);
        deadline.sessionEndsIn(sessionEndsIn);
        return true;
    }

    /// The login is complete: answers it; from now on all frames are accepted and live frames pass.
    public void welcome(Request login, ServerFrame.Builder welcome) {
        if (state != State.LOGGING_IN) {
            return;
        }
        state = State.OPEN;
        deadline.awaitHeartbeats();
        var pipeline = context.pipeline();
        pipeline.replace(pipeline.get(WebSocketFrameDecoder.class), null, ConnectionOpener.decoderAfterLogin());
        answer(login, welcome);
    }

    /// Writes a live frame without flushing, or notes that it was left out. Takes over the buffer. Before the
    /// welcome it is dropped: the client syncs after the welcome and finds it then.
    public void push(ByteBuf frame, ServerFrame.FrameCase kind, String conversation, long seq) {
        if (state == State.OPEN) {
            outbound.push(frame, kind, conversation, seq);
        } else {
            frame.release();
        }
    }

    /// Puts what was pushed on the wire.
    public void flush() {
        outbound.flush();
    }

    /// Live frames may have been left out: tells the client to sync, as soon as it can take that.
    public void resync() {
        if (state == State.OPEN) {
            outbound.missAll();
            hint();
        }
    }

    /// Tells a reader who has caught up what it missed.
    void hint() {
        outbound.takeHints().forEach(this::write);
    }

    /// Answers the attempt with a frame that a service serialised; false when nobody waits for it any more.
    public boolean answerAttempt(int attempt, ByteString frame, ServerFrame.FrameCase kind) {
        Optional<Request> request = pending.find(attempt);
        if (request.isEmpty() || !pending.remove(request.get())) {
            return false;
        }
        closeIfStuck(outbound.reply(frame, kind, request.get().id()));
        return true;
    }

    /// Sends a frame that nobody asked for and that is never dropped.
    public void tell(ServerFrame frame) {
        if (state == State.OPEN) {
            write(frame);
        }
    }

    /// What to do, on the event loop, once deliveries do not find the connection any more; besides what was asked
    /// before.
    public void whenGone(Runnable action) {
        Runnable before = whenGone;
        whenGone = () -> {
            before.run();
            action.run();
        };
    }

    /// Starts the closing handshake; the first reason wins. Callable by any thread.
    public void close(CloseCode code, String reason) {
        run(() -> close(code.getNumber(), reason));
    }

    /// Starts the closing handshake if that session is logged in here. Callable by any thread.
    public void closeIfOf(String session, CloseCode code, String reason) {
        run(() -> {
            if (principal != null && principal.getSession().equals(session)) {
                close(code.getNumber(), reason);
            }
        });
    }

    State state() {
        return state;
    }

    /// The first frame is a login; nothing else is taken until it is complete.
    void loginBegins() {
        state = State.LOGGING_IN;
    }

    /// Who is logged in.
    Principal principal() {
        return Objects.requireNonNull(principal, "principal: none (expected: asked after login only)");
    }

    Request begin(ClientFrame frame) {
        var request = new Request(this, frame.getRequestId(), ++lastAttempt, frame.getFrameCase());
        pending.add(request);
        return request;
    }

    void answer(Request request, ServerFrame.Builder frame) {
        if (pending.remove(request)) {
            write(frame.setRequestId(request.id()).build());
        }
    }

    /// Writes an answer; a client that lets too many answers wait is closed.
    void write(ServerFrame frame) {
        if (state != State.CLOSING && state != State.CLOSED) {
            closeIfStuck(outbound.reply(frame));
        }
    }

    private void closeIfStuck(boolean taken) {
        if (!taken) {
            close(CloseCode.CLOSE_SLOW_CONSUMER_VALUE, "answers wait and are not read");
        }
    }

    void close(int code, String reason) {
        if (state == State.CLOSING || state == State.CLOSED) {
            return;
        }
        state = State.CLOSING;
        edge.metrics().closed(code);
        release();
        deadline.awaitClose();
        var _ = context.writeAndFlush(new CloseWebSocketFrame(code, reason));
    }

    /// The client closes, or answers our close.
    void closedByClient() {
        close(CloseCode.CLOSE_NORMAL_VALUE, "");
        var _ = context.close();
    }

    /// The socket is closed.
    void gone() {
        if (state != State.CLOSING && state != State.CLOSED) {
            edge.metrics().closed(NO_CLOSE_FRAME);
        }
        state = State.CLOSED;
        deadline.stop();
        release();
    }

    /// The deadline has come.
    void patienceEnded() {
        switch (state) {
            case AWAITING_LOGIN, LOGGING_IN -> close(CloseCode.CLOSE_LOGIN_FAILED_VALUE, "no valid login in time");
            case OPEN -> {
                if (deadline.isSessionOver()) {
                    close(CloseCode.CLOSE_SESSION_REVOKED_VALUE, "the session has expired");
                } else {
                    close(CloseCode.CLOSE_HEARTBEAT_TIMEOUT_VALUE, "nothing came for two heartbeat intervals");
                }
            }
            case CLOSING, CLOSED -> {
                deadline.stop();
                var _ = context.close();
            }
        }
    }

    private void release() {
        if (isReleased) {
            return;
        }
        isReleased = true;
        edge.connections().remove(this, principal == null ? null : principal.getUser());
        if (principal == null) {
            edge.connections().giveBack(address);
        }
        pending.abandon();
        whenGone.run();
        intake.discard();
    }

    private static void nothing() {
        // nobody asked
    }
}
