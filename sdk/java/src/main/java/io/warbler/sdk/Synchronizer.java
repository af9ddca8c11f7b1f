package io.warbler.sdk;

import io.warbler.proto.client.v1.ConversationDelta;
import io.warbler.proto.client.v1.ErrorCode;
import io.warbler.proto.client.v1.ServerFrame;
import io.warbler.proto.client.v1.SyncResult;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Catches up after an absence: presents the token and applies what changed. Belongs to the loop. */
final class Synchronizer {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final SerialLoop loop;
    private final Conversations conversations;
    private final Link.Pace pace;
    private final Runnable whenSynced;
    private @Nullable Connection connection;
    private String token;
    private boolean first;
    private boolean running;
    private boolean again;
    private int failures;

    Synchronizer(SerialLoop loop, Conversations conversations, Link.Pace pace, String token, Runnable whenSynced) {
        this.loop = loop;
        this.conversations = conversations;
        this.pace = pace;
        this.token = token;
        this.first = token.isEmpty();
        this.whenSynced = whenSynced;
    }

    void online(Connection live) {
        connection = live;
        running = false;
        failures = 0;
        request();
    }

    void offline() {
        connection = null;
        conversations.offline();
    }

    /** Syncs now, or once more when the sync under way is done. */
    void request() {
        Connection live = connection;
        if (live == null) {
            return;
        }
        if (running) {
            again = true;
            return;
        }
        running = true;
        again = false;
        int round = conversations.beginRound(first);
        live.request(Frames.sync(token, conversations.cursors()), TIMEOUT, new Reply() {
            @Override
            public void onAnswer(ServerFrame frame) {
                if (frame.hasSync()) {
                    take(round, frame.getSync());
                } else {
                    refused(frame.getError().getCode());
                }
            }

            @Override
            public void onNoAnswer(String reason) {
                if (live.equals(connection)) {
                    later(live);
                }
            }
        });
    }

    String token() {
        return token;
    }

    /** A state of another user is worth nothing. */
    void forgetToken() {
        token = "";
        first = true;
    }

    private void take(int round, SyncResult result) {
        token = Frames.toText(result.getToken());
        conversations.acceptRound(round);
        result.getConversationsList().forEach(conversations::take);
        result.getDraftsList().forEach(conversations::take);
        result.getScheduledSendsList().forEach(conversations::take);
        running = false;
        if (result.getMore()) {
            request();
            return;
        }
        first = false;
        conversations.synced();
        whenSynced.run();
        if (result.getConversationsList().stream().anyMatch(ConversationDelta::getNotYet)) {
            later(connection);
        } else {
            failures = 0;
            if (again) {
                request();
            }
        }
    }

    private void refused(ErrorCode code) {
        if (code == ErrorCode.FIELD_INVALID) {
            token = "";
        }
        later(connection);
    }

    private void later(@Nullable Connection live) {
        running = false;
        loop.schedule(pace.delay(failures++), () -> {
            if (live != null && live.equals(connection)) {
                request();
            }
        });
    }
}
