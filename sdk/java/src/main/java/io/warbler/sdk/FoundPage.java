package io.warbler.sdk;

import java.util.List;

/**
 * A page of a search. May be short, even empty, although there is a next one.
 *
 * @param messages newest first
 * @param nextBeforeOrdinal where the next page begins; 0 when there is none
 */
public record FoundPage(List<Message> messages, long nextBeforeOrdinal) {

    public FoundPage {
        messages = List.copyOf(messages);
    }
}
