package io.warbler.gateway.connection;

import io.warbler.gateway.frame.ServerFrames;
import io.warbler.proto.auth.v1.Principal;
import io.warbler.proto.client.v1.ClientFrame.FrameCase;
import io.warbler.proto.client.v1.ErrorCode;
import io.warbler.proto.client.v1.ServerFrame;
import org.jspecify.annotations.Nullable;

/// One unanswered request of one connection.
///
/// `attempt` is the node's own number for it, unique on the connection for its whole life. Verdicts come back under
/// that number: the client's request id may be in use for another request by the time a late verdict arrives.
public final class Request {

    private final Connection connection;
    private final int id;
    private final int attempt;
    private final FrameCase kind;
    private @Nullable Runnable whenDone;

    Request(Connection connection, int id, int attempt, FrameCase kind) {
        this.connection = connection;
        this.id = id;
        this.attempt = attempt;
        this.kind = kind;
    }

    public Connection connection() {
        return connection;
    }

    public int attempt() {
        return attempt;
    }

    /// For whom.
    public Principal principal() {
        return connection.principal();
    }

    /// Answers, once; later answers are dropped, and so are all when the connection is gone. Callable by any thread.
    public void answer(ServerFrame.Builder frame) {
        connection.run(() -> connection.answer(this, frame));
    }

    /// Answers with an error that decided nothing. Callable by any thread.
    public void fail(ErrorCode code, String message) {
        answer(ServerFrames.error(code, message));
    }

    /// What to do, on the event loop, as soon as nobody waits any more: answered, or the connection is gone.
    public void whenDone(Runnable action) {
        whenDone = action;
    }

    int id() {
        return id;
    }

    boolean isRead() {
        return switch (kind) {
            case READ_HISTORY,
                    SYNC,
                    READ_INBOX,
                    READ_MENTIONS,
                    READ_SCHEDULED_SENDS,
                    SEARCH_MESSAGES,
                    READ_PRESENCE,
                    WATCH_PRESENCE -> true;
            case LOGIN,
                    SEND,
                    WITHDRAW,
                    CHANGE_MESSAGE,
                    MARK_READ,
                    MARK_DELIVERED,
                    HEARTBEAT,
                    SET_AWAY,
                    TYPING,
                    SAVE_DRAFT,
                    CHANGE_SETTINGS,
                    HIDE_MESSAGES,
                    SCHEDULE_SEND,
                    CANCEL_SCHEDULED_SEND,
                    FRAME_NOT_SET -> false;
        };
    }

    void done() {
        if (whenDone != null) {
            whenDone.run();
        }
    }
}
