package io.warbler.sdk.peer;

import io.warbler.proto.client.v1.ErrorCode;
import io.warbler.proto.client.v1.Event;
import io.warbler.proto.client.v1.MarkDelivered;
import io.warbler.proto.client.v1.Message;
import io.warbler.proto.client.v1.SendMessage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How the peer misbehaves; called under the peer's lock. */
public interface PeerScript {

    /** What becomes of a send. */
    default Reaction onSend(SendMessage send) {
        return new Reaction.Decide();
    }

    /** Why a delivered marker does not move; null: it does. */
    default @Nullable ErrorCode onMark(MarkDelivered mark) {
        return null;
    }

    /** What is pushed to a connection instead of the message: nothing, it twice, others too. */
    default List<Message> onPush(Message message) {
        return List.of(message);
    }

    /** The same for an event. */
    default List<Event> onPush(Event event) {
        return List.of(event);
    }

    /** Answers a REST call that has nothing to do with connecting; null: 404. */
    default @Nullable PeerAnswer onRest(PeerRequest request) {
        String answer = onRest(request.call(), request.body());
        return answer == null ? null : new PeerAnswer(200, answer);
    }

    /** Answers a REST call that has nothing to do with connecting ({@code GET /v1/friends}) in JSON; null: 404. */
    default @Nullable String onRest(String call, String body) {
        return null;
    }
}
