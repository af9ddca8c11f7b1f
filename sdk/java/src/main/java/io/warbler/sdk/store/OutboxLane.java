package io.warbler.sdk.store;

import java.util.List;

/**
 * What an outbox holds for one conversation.
 *
 * @param outbox the outbox id that the conversation's sends are numbered under
 * @param lastNumber the highest number that was ever given to a send; 0 if none
 * @param unanswered the sends without a verdict, rising by number
 */
public record OutboxLane(String outbox, long lastNumber, List<OutboxSend> unanswered) {

    public OutboxLane {
        unanswered = List.copyOf(unanswered);
    }
}
