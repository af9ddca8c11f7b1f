package io.warbler.sdk;

import io.warbler.proto.client.v1.History;
import io.warbler.proto.client.v1.ServerFrame;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Reads what is missing below what is known, one page after the other, a few conversations at a time. Belongs to the
 * loop.
 */
final class GapFiller {

    private static final int MOST_AT_ONCE = 8;
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final SerialLoop loop;
    private final Conversations conversations;
    private final Link.Pace pace;
    private @Nullable Connection connection;
    private int reading;

    GapFiller(SerialLoop loop, Conversations conversations, Link.Pace pace) {
        this.loop = loop;
        this.conversations = conversations;
        this.pace = pace;
    }

    /** The sync of this connection is done; what it left out is read now. */
    void synced(Connection live) {
        connection = live;
        conversations.all().forEach(Tracked::resetFill);
        reading = 0;
        fillAll();
    }

    void offline() {
        connection = null;
    }

    /** Reads what the conversation lacks, if anything. */
    void check(Tracked conversation) {
        Connection live = connection;
        if (live == null
                || reading >= MOST_AT_ONCE
                || conversation.isFilling()
                || !conversation.view().isMissing()) {
            return;
        }
        reading++;
        int ticket = conversation.beginFill();
        ConversationView view = conversation.view();
        var request = Frames.historyAfter(conversation.id(), view.heldSeq(), view.heldOrdinal());
        live.request(request, TIMEOUT, new Reply() {
            @Override
            public void onAnswer(ServerFrame frame) {
                reading = Math.max(0, reading - 1);
                take(conversation, ticket, frame.getHistory());
            }

            @Override
            public void onNoAnswer(String reason) {
                reading = Math.max(0, reading - 1);
                again(conversation, ticket);
            }
        });
    }

    private void fillAll() {
        conversations.all().forEach(this::check);
    }

    private void take(Tracked conversation, int ticket, History history) {
        long before = conversation.view().heldSeq();
        conversation.view().knows(history.getLastSeq());
        conversations.takePage(conversation, Place.of(history));
        if (conversation.view().heldSeq() == before) {
            again(conversation, ticket);
        } else {
            conversation.resetFill();
            check(conversation);
        }
        fillAll();
    }

    /** The reader could not see it yet, or did not answer. */
    private void again(Tracked conversation, int ticket) {
        loop.schedule(pace.delay(conversation.countFillFailure()), () -> {
            if (conversation.endFill(ticket)) {
                check(conversation);
            }
        });
    }
}
