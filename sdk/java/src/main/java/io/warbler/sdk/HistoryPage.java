package io.warbler.sdk;

import java.util.List;

/**
 * A page of a conversation's messages.
 *
 * @param messages rising, without holes
 * @param more more exist in the direction that was asked for
 * @param lastSeq the conversation's last readable seq
 */
public record HistoryPage(List<Message> messages, boolean more, long lastSeq) {

    public HistoryPage {
        messages = List.copyOf(messages);
    }
}
