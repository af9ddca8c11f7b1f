package io.warbler.gateway.connection;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.util.ReferenceCountUtil;
import io.warbler.gateway.connection.Connection.State;
import io.warbler.gateway.frame.FrameReader;
import io.warbler.gateway.frame.Reading.InvalidUtf8;
import io.warbler.gateway.frame.Reading.Read;
import io.warbler.gateway.frame.Reading.Refused;
import io.warbler.gateway.frame.ServerFrames;
import io.warbler.proto.Limits;
import io.warbler.proto.client.v1.ClientFrame;
import io.warbler.proto.client.v1.ClientFrame.FrameCase;
import io.warbler.proto.client.v1.CloseCode;
import io.warbler.proto.client.v1.ErrorCode;
import org.jspecify.annotations.Nullable;

/// What happens to each WebSocket frame of a client: reassembly, rate, reading, rules of request ids, the handler.
///
/// The rate is a token bucket of three fields and the arithmetic below. A Bucket4j bucket per connection would be the
/// library's way, but costs several objects and an atomic per socket for a counter that only one thread ever touches.
final class FrameIntake {

    private static final double NANOS_PER_SECOND = 1e9;

    private final Connection connection;
    private final Edge edge;
    private float allowance;
    private long allowanceNanos = System.nanoTime();
    private int refusals;
    private @Nullable ByteBuf fragments;
    private boolean isTextFragmented;
    private int badFrames;

    FrameIntake(Connection connection, Edge edge) {
        this.connection = connection;
        this.edge = edge;
        this.allowance = edge.limits().frameBurst();
    }

    /// Forgets the beginning of a message that was not finished.
    void discard() {
        ReferenceCountUtil.release(fragments);
        fragments = null;
    }

    void take(WebSocketFrame frame) {
        if (frame instanceof CloseWebSocketFrame) {
            connection.closedByClient();
            return;
        }
        if (connection.state() == State.CLOSING || connection.state() == State.CLOSED) {
            return;
        }
        connection.deadline.seen();
        boolean allowed = isWithinRate();
        switch (frame) {
            case PingWebSocketFrame ping -> answerPing(ping, allowed);
            case PongWebSocketFrame _ -> {}
            case TextWebSocketFrame text -> data(text, true, allowed);
            case BinaryWebSocketFrame binary -> data(binary, false, allowed);
            case ContinuationWebSocketFrame more -> data(more, isTextFragmented, allowed);
            default -> {}
        }
        if (!allowed && ++refusals >= edge.limits().floodRefusals()) {
            connection.close(CloseCode.CLOSE_FLOOD_VALUE, "more frames than allowed for a sustained time");
        }
    }

    private boolean isWithinRate() {
        ConnectionProperties limits = edge.limits();
        long now = System.nanoTime();
        double refill = (now - allowanceNanos) / NANOS_PER_SECOND * limits.framesPerSecond();
        allowanceNanos = now;
        allowance = (float) Math.min(limits.frameBurst(), allowance + Math.max(0, refill));
        if (allowance > limits.frameBurst() / 2.0) {
            refusals = 0;
        }
        if (allowance < 1) {
            return false;
        }
        allowance -= 1;
        return true;
    }

    private void answerPing(PingWebSocketFrame ping, boolean allowed) {
        if (allowed) {
            connection.outbound.pong(new PongWebSocketFrame(ping.content().retain()));
        }
    }

    private void data(WebSocketFrame frame, boolean isText, boolean allowed) {
        if (frame.isFinalFragment() && fragments == null) {
            message(isText, frame.content(), allowed);
            return;
        }
        ByteBuf begun = fragments;
        if (begun == null) {
            begun = frame.content().alloc().buffer(frame.content().readableBytes() * 2);
            fragments = begun;
            isTextFragmented = isText;
        }
        int max = connection.state() == State.OPEN ? Limits.MAX_FRAME_BYTES : Limits.MAX_LOGIN_FRAME_BYTES;
        if (begun.readableBytes() + frame.content().readableBytes() > max) {
            connection.close(CloseCode.CLOSE_TOO_BIG_VALUE, "message larger than " + max + " bytes");
            return;
        }
        begun.writeBytes(frame.content());
        if (frame.isFinalFragment()) {
            finish(begun, allowed);
        }
    }

    private void finish(ByteBuf whole, boolean allowed) {
        fragments = null;
        try {
            message(isTextFragmented, whole, allowed);
        } finally {
            whole.release();
        }
    }

    private void message(boolean isText, ByteBuf payload, boolean allowed) {
        switch (FrameReader.read(connection.subprotocol(), isText, payload)) {
            case Read(ClientFrame frame) when !allowed -> refuseForRate(frame.getRequestId());
            case Read(ClientFrame frame) -> frame(frame);
            case Refused(int requestId, ErrorCode code, String message) ->
                refuseFrame(freeId(requestId), code, message);
            case InvalidUtf8() ->
                connection.close(CloseCode.CLOSE_INVALID_UTF8_VALUE, "text message with invalid UTF-8");
        }
    }

    /// Counts towards [CloseCode#CLOSE_BAD_CLIENT].
    private void refuseFrame(int requestId, ErrorCode code, String message) {
        edge.metrics().frameRefused();
        connection.write(
                ServerFrames.error(code, message).setRequestId(requestId).build());
        badFrames++;
        if (connection.state() == State.AWAITING_LOGIN) {
            connection.close(CloseCode.CLOSE_LOGIN_FAILED_VALUE, "the first frame was not a valid login");
        } else if (badFrames >= edge.limits().maxBadFrames()) {
            connection.close(CloseCode.CLOSE_BAD_CLIENT_VALUE, badFrames + " malformed frames");
        }
    }

    private void refuseForRate(int requestId) {
        edge.metrics().frameRefused();
        int perSecond = edge.limits().framesPerSecond();
        connection.write(ServerFrames.error(
                        ErrorCode.RATE_LIMITED,
                        "more than " + perSecond + " frames per second",
                        Math.max(100, 1_000 / perSecond))
                .setRequestId(freeId(requestId))
                .build());
    }

    /// An error must not look like the answer to the request that has the id already.
    private int freeId(int requestId) {
        return connection.pending.containsId(requestId) ? 0 : requestId;
    }

    private void frame(ClientFrame frame) {
        int requestId = frame.getRequestId();
        FrameCase kind = frame.getFrameCase();
        if (requestId == 0 && kind != FrameCase.HEARTBEAT) {
            refuseFrame(0, ErrorCode.FRAME_REQUEST_ID_INVALID, "request_id: 0 (expected: > 0)");
            return;
        }
        if (connection.pending.containsId(requestId)) {
            refuseFrame(
                    0,
                    ErrorCode.FRAME_REQUEST_ID_INVALID,
                    "request_id: " + Integer.toUnsignedString(requestId)
                            + " (expected: unique among the unanswered requests)");
            return;
        }
        edge.metrics().frameIn(kind);
        if (kind == FrameCase.HEARTBEAT && connection.state() != State.AWAITING_LOGIN) {
            connection.write(ServerFrames.heartbeat().setRequestId(requestId).build());
            return;
        }
        request(frame);
    }

    private void request(ClientFrame frame) {
        boolean isLogin = frame.getFrameCase() == FrameCase.LOGIN;
        switch (connection.state()) {
            case AWAITING_LOGIN -> {
                if (isLogin) {
                    connection.loginBegins();
                    serve(frame);
                } else {
                    refuseFrame(frame.getRequestId(), ErrorCode.LOGIN_REQUIRED, "the first frame must be login");
                }
            }
            case LOGGING_IN -> refuse(frame, ErrorCode.LOGIN_REQUIRED, "wait for welcome");
            case OPEN -> {
                if (isLogin) {
                    refuse(frame, ErrorCode.ALREADY_LOGGED_IN, "one login per connection");
                } else {
                    serve(frame);
                }
            }
            case CLOSING, CLOSED -> {}
        }
    }

    private void refuse(ClientFrame frame, ErrorCode code, String message) {
        connection.write(ServerFrames.error(code, message)
                .setRequestId(frame.getRequestId())
                .build());
    }

    private void serve(ClientFrame frame) {
        if (connection.pending.size() >= Limits.MAX_PENDING_REQUESTS) {
            refuse(frame, ErrorCode.TOO_MANY_PENDING, Limits.MAX_PENDING_REQUESTS + " requests are unanswered");
            return;
        }
        Request request = connection.begin(frame);
        if (connection.pending.readCount() > edge.limits().maxPendingReads()) {
            request.fail(ErrorCode.TOO_MANY_PENDING, "too many reads are unanswered");
            return;
        }
        edge.handlers().handle(request, frame);
    }
}
