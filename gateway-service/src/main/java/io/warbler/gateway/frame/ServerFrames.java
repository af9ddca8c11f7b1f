package io.warbler.gateway.frame;

import io.warbler.proto.client.v1.Behind;
import io.warbler.proto.client.v1.Error;
import io.warbler.proto.client.v1.ErrorCode;
import io.warbler.proto.client.v1.Goodbye;
import io.warbler.proto.client.v1.Heartbeat;
import io.warbler.proto.client.v1.Resync;
import io.warbler.proto.client.v1.ServerFrame;

/// Frames that the gateway makes itself, still without request id.
public final class ServerFrames {

    private ServerFrames() {}

    /// A refusal that decided nothing.
    public static ServerFrame.Builder error(ErrorCode code, String message) {
        return error(code, message, 0);
    }

    /// A refusal that decided nothing, with the pause before a retry.
    public static ServerFrame.Builder error(ErrorCode code, String message, int retryAfterMillis) {
        return ServerFrame.newBuilder()
                .setError(Error.newBuilder().setCode(code).setMessage(message).setRetryAfterMs(retryAfterMillis));
    }

    public static ServerFrame.Builder heartbeat() {
        return ServerFrame.newBuilder().setHeartbeat(Heartbeat.getDefaultInstance());
    }

    public static ServerFrame.Builder behind(String conversation, long lastSeq) {
        return ServerFrame.newBuilder()
                .setBehind(Behind.newBuilder().setConversation(conversation).setLastSeq(lastSeq));
    }

    public static ServerFrame.Builder resync() {
        return ServerFrame.newBuilder().setResync(Resync.getDefaultInstance());
    }

    public static ServerFrame.Builder goodbye(int reconnectAfterMillis) {
        return ServerFrame.newBuilder().setGoodbye(Goodbye.newBuilder().setReconnectAfterMs(reconnectAfterMillis));
    }
}
